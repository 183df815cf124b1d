using System.Collections.Frozen;
using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.Anthropic;

/// <summary>Reads the blocks that become text: Anthropic's own, and TensorZero's templates and raw texts.</summary>
internal static class TextReader
{
    /// <summary>Citations in a text that comes back are what the model said of its sources: no provider here is told again.</summary>
    private static readonly FrozenSet<string> TextKeys =
        FrozenSet.Create(StringComparer.Ordinal, "type", "text", "cache_control", "citations");

    private static readonly FrozenSet<string> TemplateKeys =
        FrozenSet.Create(StringComparer.Ordinal, "type", "name", "arguments", "cache_control");

    private static readonly FrozenSet<string> RawTextKeys =
        FrozenSet.Create(StringComparer.Ordinal, "type", "value", "cache_control");

    /// <summary>Null when the block is of another type.</summary>
    public static ContentBlock? Read(JsonElement json)
    {
        switch (json.RequiredString("type", "a content block"))
        {
            case "text":
                json.Allow(TextKeys, "a text block");
                return new TextBlock(json.RequiredString("text", "a text block"));
            case ReservedNames.Prefix + "template":
                json.Allow(TemplateKeys, "a template block");
                var arguments = json.Required("arguments", "a template block");
                return arguments.ValueKind == JsonValueKind.Object
                    ? new TemplateBlock(json.RequiredString("name", "a template block"), arguments)
                    : throw new ContentJsonException("Expected an object as `arguments` in a template block.");
            case ReservedNames.Prefix + "raw_text":
                json.Allow(RawTextKeys, "a raw_text block");
                return new RawTextBlock(json.RequiredString("value", "a raw_text block"));
            default:
                return null;
        }
    }
}
