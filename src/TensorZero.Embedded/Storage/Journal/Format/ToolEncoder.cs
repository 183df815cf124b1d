using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Journal.Format;

/// <summary>The tools of one inference.</summary>
internal static class ToolEncoder
{
    public static void Write(EncodingBuffer buffer, ToolParamsRecord? tools)
    {
        buffer.Flag(tools is not null);
        if (tools is null)
        {
            return;
        }

        Definitions(buffer, tools.Tools);
        Definitions(buffer, tools.DynamicTools);
        buffer.Count(tools.DynamicProviderTools.Count);
        for (var i = 0; i < tools.DynamicProviderTools.Count; i++)
        {
            buffer.Json(tools.DynamicProviderTools[i].Tool);
            buffer.Text(tools.DynamicProviderTools[i].ModelName);
            buffer.Text(tools.DynamicProviderTools[i].ProviderName);
        }

        buffer.Optional(tools.AllowedTools);
        buffer.Byte((byte)tools.Choice.Kind);
        buffer.Text(tools.Choice.ToolName);
        buffer.Optional(tools.ParallelToolCalls);
    }

    private static void Definitions(EncodingBuffer buffer, IReadOnlyList<ToolDefinition> tools)
    {
        buffer.Count(tools.Count);
        for (var i = 0; i < tools.Count; i++)
        {
            buffer.Text(tools[i].Name);
            buffer.Text(tools[i].Description);
            buffer.Json(tools[i].Parameters);
            buffer.Flag(tools[i].Strict);
        }
    }
}
