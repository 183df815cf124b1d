using TensorZero.Embedded.Templates;

namespace TensorZero.Embedded.Variants.ChatCompletion;

/// <summary>A variant's template and how it meets its input.</summary>
/// <param name="Template">The compiled template.</param>
/// <param name="WrapsText">
/// Whether it is a legacy template without a schema: then it wraps plain texts, which it sees as <c>system_text</c>, <c>user_text</c>
/// or <c>assistant_text</c>, and takes no arguments.
/// </param>
/// <param name="RendersText">Whether every plain text of its role goes through it: legacy templates only.</param>
internal sealed record VariantTemplate(PromptTemplate Template, bool WrapsText, bool RendersText);
