namespace TensorZero.Embedded.Configuration;

/// <summary>One node of the neutral tree that TOML, JSON and C# are all read into. Built once, then only read.</summary>
internal abstract class ConfigurationNode(SourcePosition? position)
{
    /// <summary>Where the value stands; null for configuration written in C# or sent as JSON.</summary>
    public SourcePosition? Position { get; } = position;

    /// <summary>What the node is, for messages: "a string", "a table", ...</summary>
    public abstract string Description { get; }
}
