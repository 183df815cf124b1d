using System.Text;

namespace TensorZero.Embedded.Gateway.OpenAI.Responses;

/// <summary>One item of a response's output: what the model said, thought, or wants called.</summary>
internal sealed class ResponseItem
{
    private ResponseItem(ResponseItemKind kind, string id) => (Kind, Id) = (kind, id);

    public ResponseItemKind Kind { get; }

    public string Id { get; }

    /// <summary>The text, or a call's arguments.</summary>
    public StringBuilder Text { get; } = new();

    /// <summary>The id of a call.</summary>
    public string CallId { get; init; } = "";

    /// <summary>The name of a call's function.</summary>
    public string Name { get; set; } = "";

    /// <summary>A thought's proof, to be sent back; null for none.</summary>
    public string? Signature { get; set; }

    /// <summary>A thought's summary.</summary>
    public StringBuilder Summary { get; } = new();

    /// <param name="inferenceId">The inference.</param>
    /// <param name="index">The item's place in the output.</param>
    public static ResponseItem Message(Guid inferenceId, int index) => new(ResponseItemKind.Message, $"msg_{inferenceId:N}_{index}");

    public static ResponseItem Reasoning(Guid inferenceId, int index) => new(ResponseItemKind.Reasoning, $"rs_{inferenceId:N}_{index}");

    public static ResponseItem Call(Guid inferenceId, int index, string callId) =>
        new(ResponseItemKind.Call, $"fc_{inferenceId:N}_{index}") { CallId = callId };

    /// <summary>The items of a whole answer. What only a provider understands has no place among them.</summary>
    public static IReadOnlyList<ResponseItem> Of(InferenceResponse response)
    {
        var items = new List<ResponseItem>();
        foreach (var block in response.Content)
        {
            if (Of(block, response.InferenceId, items.Count) is { } item)
            {
                items.Add(item);
            }
        }

        if (response.Output is { } output)
        {
            var item = Message(response.InferenceId, items.Count);
            item.Text.Append(output.Raw);
            items.Add(item);
        }

        return items;
    }

    private static ResponseItem? Of(ContentBlock block, Guid inferenceId, int index)
    {
        switch (block)
        {
            case TextBlock text:
                var message = Message(inferenceId, index);
                message.Text.Append(text.Text);
                return message;
            case ToolCallBlock call:
                var item = Call(inferenceId, index, call.Id);
                item.Name = call.RawName;
                item.Text.Append(call.RawArguments);
                return item;
            case ThoughtBlock thought:
                var reasoning = Reasoning(inferenceId, index);
                reasoning.Signature = thought.Signature;
                reasoning.Text.Append(thought.Text);
                reasoning.Summary.AppendJoin('\n', thought.Summary ?? []);
                return reasoning;
            default:
                return null;
        }
    }
}
