namespace TensorZero.Embedded.Schemas;

/// <summary>Something in a schema that cannot be compiled.</summary>
/// <param name="Pointer">JSON pointer into the schema, after "uri#" where it is another document; empty for the whole schema.</param>
/// <param name="Message">What is wrong, as a predicate of what the pointer names.</param>
internal sealed record SchemaProblem(string Pointer, string Message)
{
    public override string ToString() => $"{(Pointer.Length == 0 ? "(root)" : Pointer)}: {Message}";
}
