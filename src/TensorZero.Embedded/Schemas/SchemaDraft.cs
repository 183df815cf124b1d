namespace TensorZero.Embedded.Schemas;

/// <summary>The published versions of JSON Schema, oldest first. 7 and 2020-12 are held to the official test suite.</summary>
internal enum SchemaDraft
{
    Draft4,
    Draft6,
    Draft7,
    Draft201909,
    Draft202012,
}
