namespace TensorZero.Embedded.Configuration.Sections;

/// <summary><c>[embedded.functions.NAME]</c>, completed from <c>[embedded]</c>.</summary>
internal sealed record EmbeddedFunctionConfig : ConfigSection
{
    /// <summary>As <c>embedded.disconnect</c>, for this function.</summary>
    public required DisconnectPolicy Disconnect { get; init; }

    /// <summary>As <c>embedded.record_content</c>, for this function.</summary>
    public bool RecordContent { get; init; }
}
