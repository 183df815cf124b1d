using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Providers;

/// <summary>Where batch inference of Gemini keeps its files.</summary>
internal sealed record GcpBatchConfig(string InputUriPrefix, string OutputUriPrefix)
{
    /// <summary>Null for the storage type <c>none</c>.</summary>
    public static GcpBatchConfig? Bind(TableReader table) =>
        table.RequiredWord("storage_type", ("none", false), ("cloud_storage", true))
            ? new GcpBatchConfig(table.RequiredText("input_uri_prefix"), table.RequiredText("output_uri_prefix"))
            : null;
}
