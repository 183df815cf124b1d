namespace TensorZero.Embedded.Configuration.Binding;

/// <summary>The table a section was bound from: where its path leads and where its keys stand, for problems found later.</summary>
internal sealed record Origin(string Path, TableNode Node)
{
    /// <summary>Of what was never written.</summary>
    public static Origin None { get; } = new("", new TableNode());

    /// <summary>The place of a key's value; the table's own place when the key is missing.</summary>
    public SourcePosition? PositionOf(string key) => Node[key]?.Position ?? Node.Position;

    public override string ToString() => Path;
}
