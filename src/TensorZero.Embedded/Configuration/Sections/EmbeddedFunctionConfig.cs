namespace TensorZero.Embedded.Configuration.Sections;

/// <summary><c>[embedded.functions.NAME]</c>, completed from <c>[embedded]</c>.</summary>
internal sealed record EmbeddedFunctionConfig : ConfigSection
{
    public required DisconnectPolicy Disconnect { get; init; }

    public bool RecordContent { get; init; }
}
