using TensorZero.Embedded.Schemas.Validation;

namespace TensorZero.Embedded.Schemas.Compilation;

/// <summary>Where a reference leads.</summary>
/// <param name="Schema">The schema, which may not be filled yet.</param>
/// <param name="DynamicAnchor">The dynamic anchor that the reference named; null for anything else.</param>
internal sealed record Reference(Subschema Schema, string? DynamicAnchor);
