using System.Collections.Frozen;
using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.Anthropic;

/// <summary>Reads the content of one message after the other, and keeps which tool each call was for. Not thread-safe.</summary>
internal sealed class ContentReader
{
    /// <summary>Who may call a tool, and how a block is cached, is between Anthropic and its clients.</summary>
    private static readonly FrozenSet<string> ToolUseKeys = FrozenSet.Create(
        StringComparer.Ordinal, "type", "id", "name", "input", "cache_control", "caller", "toolset_name");

    private static readonly FrozenSet<string> ThinkingKeys = FrozenSet.Create(
        StringComparer.Ordinal, "type", "thinking", "signature", "data", ContentWriter.ProviderType);

    private readonly Dictionary<string, string> _toolNames = new(StringComparer.Ordinal);

    public IReadOnlyList<ContentBlock> Read(JsonElement content)
    {
        if (content.ValueKind == JsonValueKind.String)
        {
            return [new TextBlock(content.GetString()!)];
        }

        var files = new List<ContentBlock>();
        var blocks = content.Items("content", block => ReadBlock(block, files));
        blocks.AddRange(files);
        return blocks;
    }

    private ContentBlock ReadBlock(JsonElement json, List<ContentBlock> files) => json.RequiredString("type", "a content block") switch
    {
        "image" or "document" => FileReader.Read(json),
        "tool_use" => ReadToolUse(json),
        "tool_result" => ToolResultReader.Read(json, _toolNames, files),
        "thinking" or "redacted_thinking" => ReadThought(json),
        var type => TextReader.Read(json) ?? ReadServerBlock(json, type),
    };

    private ToolCallBlock ReadToolUse(JsonElement json)
    {
        const string Where = "a tool_use block";
        json.Allow(ToolUseKeys, Where);
        var id = json.RequiredString("id", Where);
        var name = json.RequiredString("name", Where);
        var input = json.Required("input", Where);
        _toolNames[id] = name;
        return new ToolCallBlock(id, name, input.ValueKind switch
        {
            JsonValueKind.Object => input.GetRawText(),

            // What a model wrote that is no JSON was handed out as text.
            JsonValueKind.String => input.GetString()!,
            _ => throw new ContentJsonException($"Expected an object as `input` in {Where}."),
        });
    }

    private static ThoughtBlock ReadThought(JsonElement json)
    {
        const string Where = "a thinking block";
        json.Allow(ThinkingKeys, Where);
        var isRedacted = json.RequiredString("type", Where) == "redacted_thinking";
        var signature = isRedacted ? json.RequiredString("data", Where) : json.OptionalString("signature", Where);
        return new ThoughtBlock(isRedacted ? null : json.RequiredString("thinking", Where), signature is "" ? null : signature)
        {
            ProviderType = json.OptionalString(ContentWriter.ProviderType, Where),
        };
    }

    /// <summary>What Anthropic's own tools were asked and answered, and other things that only its models understand.</summary>
    private static UnknownBlock ReadServerBlock(JsonElement json, string type) =>
        type is "server_tool_use" or "search_result" or "container_upload" || type.EndsWith("_tool_result", StringComparison.Ordinal)
            ? new UnknownBlock(json)
            : throw new ContentJsonException("There is no content block of this `type`.");
}
