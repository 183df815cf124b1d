using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TensorZero.Embedded.Content;

/// <summary>Runs the application's redactor over content of one function. Whatever the redactor throws comes through.</summary>
internal sealed class Redaction(IContentRedactor redactor, string functionName)
{
    public InferenceInput Apply(InferenceInput input) => new()
    {
        System = input.System switch
        {
            null => null,
            { Arguments: { } arguments } => SystemPrompt.FromArguments(Json(arguments)!.Value),
            { Text: var text } => SystemPrompt.FromText(Text(text)!),
        },
        Messages = Apply(input.Messages),
    };

    public IReadOnlyList<InputMessage> Apply(IReadOnlyList<InputMessage> messages) =>
        [.. messages.Select(message => message with { Content = Apply(message.Content) })];

    public IReadOnlyList<ContentBlock> Apply(IReadOnlyList<ContentBlock> blocks) => [.. blocks.Select(Apply)];

    public ExtraBody Apply(ExtraBody change) => Json(change.Value) is not { } value ? change : ExtraBody.Set(change.Pointer, value) with
    {
        VariantName = change.VariantName,
        ModelName = change.ModelName,
        ProviderName = change.ProviderName,
    };

    public string? Text(string? text) => text is null ? null : redactor.Redact(functionName, text);

    public ReadOnlyMemory<byte> Bytes(ReadOnlyMemory<byte> utf8) =>
        utf8.IsEmpty ? utf8 : Encoding.UTF8.GetBytes(redactor.Redact(functionName, Encoding.UTF8.GetString(utf8.Span)));

    /// <summary>The same value with every string in it redacted; names of members stay.</summary>
    public JsonElement? Json(JsonElement? value) =>
        value is { } element ? JsonElements.ToElement(Redact(element)) : null;

    private ContentBlock Apply(ContentBlock block) => block switch
    {
        TextBlock text => new TextBlock(Text(text.Text)!),
        TemplateBlock template => template with { Arguments = Json(template.Arguments)!.Value },
        RawTextBlock raw => new RawTextBlock(Text(raw.Value)!),
        ToolCallBlock call => call with { RawArguments = Text(call.RawArguments)!, Arguments = Json(call.Arguments) },
        ToolResultBlock result => result with { Result = Text(result.Result)! },
        ThoughtBlock thought => thought with { Text = Text(thought.Text), Summary = Texts(thought.Summary) },
        UnknownBlock unknown => unknown with { Data = Json(unknown.Data)!.Value },
        _ => block,
    };

    private string[]? Texts(IReadOnlyList<string>? texts) => texts is null ? null : [.. texts.Select(text => Text(text)!)];

    private JsonNode? Redact(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                return JsonValue.Create(redactor.Redact(functionName, element.GetString()!));
            case JsonValueKind.Array:
                var array = new JsonArray();
                foreach (var item in element.EnumerateArray())
                {
                    array.Add(Redact(item));
                }

                return array;
            case JsonValueKind.Object:
                var result = new JsonObject();
                foreach (var member in element.EnumerateObject())
                {
                    result[member.Name] = Redact(member.Value);
                }

                return result;
            default:
                return JsonValue.Create(element);
        }
    }
}
