using System.Text.Json;

namespace TensorZero.Embedded.Functions;

/// <summary>The tool that JSON mode <c>tool</c> forces on a model: its arguments are the answer.</summary>
internal static class ImplicitTool
{
    public const string Name = "respond";

    public static ToolOffer For(JsonElement outputSchema) => new()
    {
        Tools = [new ToolDefinition(Name, "Give the answer. The arguments of this tool are the answer.", outputSchema)],
        Choice = ToolChoice.Specific(Name),
        ParallelToolCalls = false,
    };
}
