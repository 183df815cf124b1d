namespace TensorZero.Embedded.Schemas;

/// <summary>A schema that cannot be compiled, with every reason.</summary>
internal sealed class SchemaCompileException(IReadOnlyList<SchemaProblem> problems, Exception? cause = null)
    : TensorZeroException("The JSON Schema cannot be compiled: " + string.Join("; ", problems), cause)
{
    public IReadOnlyList<SchemaProblem> Problems { get; } = problems;
}
