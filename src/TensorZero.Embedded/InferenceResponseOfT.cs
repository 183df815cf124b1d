using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TensorZero.Embedded;

/// <summary>A whole answer, and the value it holds. Immutable.</summary>
/// <typeparam name="TOutput">The C# type of the value.</typeparam>
public sealed class InferenceResponse<TOutput>
{
    private readonly JsonException? _mismatch;

    private InferenceResponse(InferenceResponse response, TOutput? output, bool isValid, JsonException? mismatch = null) =>
        (Response, Output, IsValid, _mismatch) = (response, output, isValid, mismatch);

    /// <summary>The answer as the model gave it, with ids, usage and the raw text.</summary>
    public InferenceResponse Response { get; }

    /// <summary>The value; the type's default when <see cref="IsValid"/> is false.</summary>
    public TOutput? Output { get; }

    /// <summary>
    /// Whether there is a value: a JSON function's answer fits its output schema and the type, or a chat function's text is JSON that
    /// fits the type. JSON's null is no value.
    /// </summary>
    [MemberNotNullWhen(true, nameof(Output))]
    public bool IsValid { get; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOutputException">There is none: <see cref="IsValid"/> is false.</exception>
    public TOutput RequireOutput() => IsValid ? Output : throw new InvalidOutputException(Response, WhyInvalid(), _mismatch);

    internal static InferenceResponse<TOutput> Of(InferenceResponse response, JsonTypeInfo<TOutput> type)
    {
        if (ValueOf(response) is not { ValueKind: not JsonValueKind.Null } value)
        {
            return new InferenceResponse<TOutput>(response, default, isValid: false);
        }

        try
        {
            return new InferenceResponse<TOutput>(response, value.Deserialize(type), isValid: true);
        }
        catch (JsonException mismatch)
        {
            return new InferenceResponse<TOutput>(response, default, isValid: false, mismatch);
        }
    }

    private static JsonElement? ValueOf(InferenceResponse response)
    {
        if (response.Output is { } output)
        {
            return output.Parsed;
        }

        try
        {
            return JsonElement.Parse(response.Text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string WhyInvalid()
    {
        var reason = _mismatch is not null ? $"it does not fit the type {typeof(TOutput)} at {_mismatch.Path}"
            : Response.Output is null ? "its text is no JSON value"
            : "it is no JSON that fits the output schema, or null";
        return $"the answer of inference {Response.InferenceId} cannot be used: {reason}. See {nameof(InvalidOutputException.Response)}.";
    }
}
