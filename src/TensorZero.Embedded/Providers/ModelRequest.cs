using System.Text.Json;

namespace TensorZero.Embedded.Providers;

/// <summary>
/// What a model is asked, in no provider's dialect: templates are rendered, tools chosen, settings merged. Immutable; the same
/// request goes to each provider of a model in turn.
/// </summary>
public sealed class ModelRequest
{
    /// <summary>The rendered system prompt; null for none.</summary>
    public string? System { get; init; }

    /// <summary>
    /// The conversation. Blocks are <see cref="TextBlock"/>, <see cref="ToolCallBlock"/>, <see cref="ToolResultBlock"/>,
    /// <see cref="FileBlock"/>, <see cref="ThoughtBlock"/> and <see cref="UnknownBlock"/>; thoughts and unknown blocks of other
    /// providers are already left out.
    /// </summary>
    public required IReadOnlyList<InputMessage> Messages { get; init; }

    /// <summary>Whether a chat or a JSON function asks.</summary>
    public FunctionType FunctionType { get; init; }

    /// <summary>The tools on offer; null for none.</summary>
    public ToolOffer? Tools { get; init; }

    /// <summary>The merged settings of request and variant.</summary>
    public ChatCompletionParams Params { get; init; } = ChatCompletionParams.Empty;

    /// <summary>How JSON is asked for. <see cref="JsonMode.Tool"/> never arrives here: it is already a tool and a choice.</summary>
    public JsonMode JsonMode { get; init; } = JsonMode.Off;

    /// <summary>The schema of the answer for <see cref="JsonMode.Strict"/>; null for none.</summary>
    public JsonElement? OutputSchema { get; init; }

    /// <summary>Changes to the body, those for other variants, models and providers already left out, in the order to apply.</summary>
    public IReadOnlyList<ExtraBody> ExtraBody { get; init; } = [];

    /// <summary>Changes to the headers, likewise.</summary>
    public IReadOnlyList<ExtraHeader> ExtraHeaders { get; init; } = [];

    /// <summary>Whether the answer is streamed.</summary>
    public bool Stream { get; init; }

    /// <summary>What one provider of the routing list is sent: the same request with what is meant for others left out.</summary>
    internal ModelRequest For(
        IReadOnlyList<InputMessage> messages,
        ToolOffer? tools,
        IReadOnlyList<ExtraBody> extraBody,
        IReadOnlyList<ExtraHeader> extraHeaders) =>
        new()
        {
            System = System,
            Messages = messages,
            FunctionType = FunctionType,
            Tools = tools,
            Params = Params,
            JsonMode = JsonMode,
            OutputSchema = OutputSchema,
            ExtraBody = extraBody,
            ExtraHeaders = extraHeaders,
            Stream = Stream,
        };
}
