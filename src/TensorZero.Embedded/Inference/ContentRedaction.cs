using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Inference;

/// <summary>Runs the application's redactor over everything in a record that holds content. Without a redactor nothing is touched.</summary>
internal sealed partial class ContentRedaction(IContentRedactor? redactor, ILogger logger)
{
    public InferenceRecord Apply(InferenceRecord record)
    {
        if (redactor is null)
        {
            return record;
        }

        var redaction = new Redaction(redactor, record.FunctionName);
        try
        {
            return redaction.Apply(record);
        }
        catch (Exception exception)
        {
            // What might hold what must not be stored is not stored; that the inference happened is.
            LogFailed(logger, record.FunctionName, exception.GetType().Name);
            return WithoutContent(record);
        }
    }

    /// <summary>
    /// What is left when content must not be stored. An error may quote a provider that quotes the input, so only its kind and status stay.
    /// </summary>
    public static InferenceRecord WithoutContent(InferenceRecord record) => record with
    {
        Error = record.Error is null ? null : KindsOf(record.FailedCalls),
        Input = null,
        Content = [],
        JsonOutput = null,
        ExtraBody = [],
        ModelInferences =
        [
            .. record.ModelInferences.Select(call =>
                call with { System = null, InputMessages = [], Output = [], RawRequest = default, RawResponse = default }),
        ],
        FailedCalls = [.. record.FailedCalls.Select(call => call with { Error = KindOf(call), RawRequest = default, RawResponse = default })],
    };

    private static string KindsOf(IReadOnlyList<FailedCallRecord> calls) =>
        calls.Count == 0 ? "failed without a call" : $"failed: {string.Join("; ", calls.Select(KindOf))}";

    private static string KindOf(FailedCallRecord call) =>
        call.StatusCode is { } status ? $"{call.Failure}, status {status}" : call.Failure;

    [LoggerMessage(20, LogLevel.Error, "The redactor failed with {Exception}: an inference of {FunctionName} was recorded without its content")]
    private static partial void LogFailed(ILogger logger, string functionName, string exception);

    private readonly struct Redaction(IContentRedactor redactor, string functionName)
    {
        public InferenceRecord Apply(InferenceRecord record) => record with
        {
            Error = Text(record.Error),
            Input = record.Input is { } input ? Apply(input) : null,
            Content = Apply(record.Content),
            JsonOutput = record.JsonOutput is { } output ? new JsonOutput(Text(output.Raw), Json(output.Parsed)) : null,
            ExtraBody = [.. record.ExtraBody.Select(Apply)],
            ModelInferences = [.. record.ModelInferences.Select(Apply)],
            FailedCalls = [.. record.FailedCalls.Select(Apply)],
        };

        private ModelInferenceRecord Apply(ModelInferenceRecord call) => call with
        {
            System = Text(call.System),
            InputMessages = Apply(call.InputMessages),
            Output = Apply(call.Output),
            RawRequest = Bytes(call.RawRequest),
            RawResponse = Bytes(call.RawResponse),
        };

        private FailedCallRecord Apply(FailedCallRecord call) =>
            call with { Error = Text(call.Error)!, RawRequest = Bytes(call.RawRequest), RawResponse = Bytes(call.RawResponse) };

        private ExtraBody Apply(ExtraBody change) => Json(change.Value) is not { } value ? change : ExtraBody.Set(change.Pointer, value) with
        {
            VariantName = change.VariantName,
            ModelName = change.ModelName,
            ProviderName = change.ProviderName,
        };

        private InferenceInput Apply(InferenceInput input) => new()
        {
            System = input.System switch
            {
                null => null,
                { Arguments: { } arguments } => SystemPrompt.FromArguments(Json(arguments)!.Value),
                { Text: var text } => SystemPrompt.FromText(Text(text)!),
            },
            Messages = Apply(input.Messages),
        };

        private InputMessage[] Apply(IReadOnlyList<InputMessage> messages)
        {
            var redaction = this;
            return [.. messages.Select(message => message with { Content = redaction.Apply(message.Content) })];
        }

        private ContentBlock[] Apply(IReadOnlyList<ContentBlock> blocks) => [.. blocks.Select(Apply)];

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

        private string[]? Texts(IReadOnlyList<string>? texts)
        {
            var redaction = this;
            return texts is null ? null : [.. texts.Select(text => redaction.Text(text)!)];
        }

        private string? Text(string? text) => text is null ? null : redactor.Redact(functionName, text);

        private ReadOnlyMemory<byte> Bytes(ReadOnlyMemory<byte> utf8) =>
            utf8.IsEmpty ? utf8 : Encoding.UTF8.GetBytes(redactor.Redact(functionName, Encoding.UTF8.GetString(utf8.Span)));

        /// <summary>The same value with every string in it redacted; names of members stay.</summary>
        private JsonElement? Json(JsonElement? value) =>
            value is { } element ? JsonElements.ToElement(Redact(element)) : null;

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
}
