namespace TensorZero.Embedded.Schemas;

/// <summary>Whether an instance fits its schema and, where it does not, why.</summary>
internal sealed class SchemaResult
{
    public static readonly SchemaResult Valid = new([]);

    public SchemaResult(IReadOnlyList<SchemaError> errors) => Errors = errors;

    public bool IsValid => Errors.Count == 0;

    /// <summary>In the order of the schema, at most <see cref="SchemaCompileOptions.MaxErrors"/>.</summary>
    public IReadOnlyList<SchemaError> Errors { get; }

    public override string ToString() => IsValid ? "valid" : string.Join("; ", Errors);
}
