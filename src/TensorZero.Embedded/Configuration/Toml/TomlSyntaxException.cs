namespace TensorZero.Embedded.Configuration.Toml;

/// <summary>Leaves the statement being read; the reader notes the problem and goes on with a later line.</summary>
internal sealed class TomlSyntaxException(SourcePosition position, string message) : Exception(message)
{
    public SourcePosition Position { get; } = position;
}
