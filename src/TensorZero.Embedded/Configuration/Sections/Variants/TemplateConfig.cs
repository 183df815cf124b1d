using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Variants;

/// <summary>A template of a variant.</summary>
/// <param name="Source">The template's text.</param>
/// <param name="IsLegacy">
/// Written as <c>system_template</c>, <c>user_template</c> or <c>assistant_template</c>: applied to every text block of its role, and
/// without a schema given one variable (<c>system_text</c>, <c>user_text</c>, <c>assistant_text</c>).
/// </param>
internal sealed record TemplateConfig(FileText Source, bool IsLegacy);
