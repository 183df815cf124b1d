using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Functions;

/// <summary>A JSON Schema of a function's input.</summary>
/// <param name="Source">The schema's text.</param>
/// <param name="IsLegacy">Written as <c>system_schema</c>, <c>user_schema</c> or <c>assistant_schema</c>.</param>
internal sealed record SchemaConfig(FileText Source, bool IsLegacy);
