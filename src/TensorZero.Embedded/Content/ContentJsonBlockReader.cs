using System.Text.Json;

namespace TensorZero.Embedded.Content;

/// <summary>Reads content blocks, in today's form and in those that older versions of TensorZero wrote.</summary>
internal static class ContentJsonBlockReader
{
    private const string LegacyModelPrefix = "tensorzero::model_name::";
    private const string LegacyProviderInfix = "::provider_name::";

    /// <summary>A list of blocks; a string is one text, and a bare object (deprecated) are arguments for the role's template.</summary>
    public static IReadOnlyList<ContentBlock> ReadMessageContent(JsonElement json, Role role) => json.ValueKind switch
    {
        JsonValueKind.String => [new TextBlock(json.GetString()!)],
        JsonValueKind.Object => [new TemplateBlock(ContentJsonWords.Of(role), json.Clone())],
        _ => json.Items("content", block => ReadBlock(block, role)),
    };

    /// <summary>One block; arguments without a template's name are for that of the role.</summary>
    public static ContentBlock ReadBlock(JsonElement json, Role role)
    {
        var type = json.RequiredString("type", "a content block");
        return type switch
        {
            "text" => ReadText(json, role),
            "template" => new TemplateBlock(json.RequiredString("name", "a template block"), ReadArguments(json, "a template block")),
            "raw_text" => new RawTextBlock(json.RequiredString("value", "a raw_text block")),
            "tool_call" => ReadToolCall(json),
            "tool_result" => new ToolResultBlock(
                json.RequiredString("id", "a tool_result block"),
                json.RequiredString("name", "a tool_result block"),
                json.RequiredString("result", "a tool_result block")),
            "file" or "image" => ContentJsonFiles.Read(json),
            "thought" => ReadThought(json),
            "unknown" => ReadUnknown(json),
            _ => throw new ContentJsonException($"There is no content block of type `{type}`."),
        };
    }

    private static ContentBlock ReadText(JsonElement json, Role role)
    {
        var text = json.Find("text");
        var arguments = json.Find("arguments");
        var legacyValue = json.Find("value");
        if ((text is null ? 0 : 1) + (arguments is null ? 0 : 1) + (legacyValue is null ? 0 : 1) != 1)
        {
            throw new ContentJsonException("A text block must have exactly one of `text` and `arguments`.");
        }

        return (text ?? arguments ?? legacyValue)!.Value switch
        {
            { ValueKind: JsonValueKind.String } value when arguments is null => new TextBlock(value.GetString()!),
            { ValueKind: JsonValueKind.Object } value when text is null => new TemplateBlock(ContentJsonWords.Of(role), value.Clone()),
            _ => throw new ContentJsonException("A text block has a string as `text` or an object as `arguments`."),
        };
    }

    private static ToolCallBlock ReadToolCall(JsonElement json)
    {
        const string Where = "a tool_call block";
        var id = json.RequiredString("id", Where);
        if (json.Find("raw_name") is not null)
        {
            return new ToolCallBlock(id, json.RequiredString("raw_name", Where), json.RequiredString("raw_arguments", Where))
            {
                Name = json.OptionalString("name", Where),
                Arguments = json.Optional("arguments"),
            };
        }

        var arguments = json.Required("arguments", Where);
        var rawArguments = arguments.ValueKind switch
        {
            JsonValueKind.String => arguments.GetString()!,
            JsonValueKind.Object => arguments.GetRawText(),
            _ => throw new ContentJsonException("Expected a string or an object as `arguments` in a tool_call block."),
        };
        return new ToolCallBlock(id, json.RequiredString("name", Where), rawArguments);
    }

    private static ThoughtBlock ReadThought(JsonElement json)
    {
        const string Where = "a thought block";
        return new ThoughtBlock(json.OptionalString("text", Where), json.OptionalString("signature", Where))
        {
            Summary = json.Find("summary")?.Items("summary", static item => item.RequiredString("text", "a summary")),
            ProviderType = json.OptionalString("provider_type", Where) ?? json.OptionalString("_internal_provider_type", Where),
            ExtraData = json.Optional("extra_data"),
        };
    }

    private static UnknownBlock ReadUnknown(JsonElement json)
    {
        const string Where = "an unknown block";
        var data = json.Required("data", Where).Clone();
        if (json.OptionalString("model_provider_name", Where) is not { } legacyName)
        {
            return new UnknownBlock(data, json.OptionalString("model_name", Where), json.OptionalString("provider_name", Where));
        }

        var infix = legacyName.IndexOf(LegacyProviderInfix, StringComparison.Ordinal);
        if (infix < LegacyModelPrefix.Length || !legacyName.StartsWith(LegacyModelPrefix, StringComparison.Ordinal))
        {
            throw new ContentJsonException(
                $"`model_provider_name` must be `{LegacyModelPrefix}MODEL{LegacyProviderInfix}PROVIDER`; "
                + "better use `model_name` and `provider_name`.");
        }

        return new UnknownBlock(data, legacyName[LegacyModelPrefix.Length..infix], legacyName[(infix + LegacyProviderInfix.Length)..]);
    }

    private static JsonElement ReadArguments(JsonElement json, string where)
    {
        var arguments = json.Required("arguments", where);
        return arguments.ValueKind == JsonValueKind.Object
            ? arguments.Clone()
            : throw new ContentJsonException($"Expected an object as `arguments` in {where}.");
    }
}
