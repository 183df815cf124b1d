using TensorZero.Embedded.Schemas;

namespace TensorZero.Embedded.Tools;

/// <summary>The tools of one request: what models are offered, and how their calls are checked. Immutable.</summary>
internal sealed class ToolSet(IReadOnlyList<Tool> tools, ToolOffer offer)
{
    public ToolOffer Offer { get; } = offer;

    /// <summary>The tools of a recorded inference: only what is needed to check calls.</summary>
    public static ToolSet Of(IReadOnlyList<ToolDefinition> definitions) => new(
        [.. definitions.Select(definition => new Tool(definition.Name, definition, JsonSchema.Compile(definition.Parameters)))],
        new ToolOffer { Tools = definitions });

    /// <summary>A tool call as the model made it, with name and arguments filled in where they are right.</summary>
    public ToolCallBlock Check(ToolCallBlock call)
    {
        if (Find(call.RawName) is not { } tool)
        {
            return call;
        }

        return JsonElements.TryParse(call.RawArguments, out var arguments) && tool.Schema.IsValid(arguments)
            ? call with { Name = tool.Definition.Name, Arguments = arguments }
            : call with { Name = tool.Definition.Name };
    }

    private Tool? Find(string displayName)
    {
        foreach (var tool in tools)
        {
            if (tool.Definition.Name == displayName)
            {
                return tool;
            }
        }

        return null;
    }
}
