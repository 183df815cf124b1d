namespace TensorZero.Embedded;

/// <summary>What is there already of a value that a model is still writing. Immutable.</summary>
/// <typeparam name="TOutput">The C# type of the value.</typeparam>
public sealed class PartialOutput<TOutput>
{
    internal PartialOutput(TOutput? value) => Value = value;

    internal PartialOutput(InferenceResponse<TOutput> response) => (Value, Response) = (response.Output, response);

    /// <summary>
    /// The value so far. Members that have not arrived have their default, even where the type requires them; of what is there only the
    /// last text grows. In the last one the whole value, or the type's default when the answer is invalid.
    /// </summary>
    public TOutput? Value { get; }

    /// <summary>Whether this is the last one. By then the inference is on record.</summary>
    public bool IsFinal => Response is not null;

    /// <summary>The whole answer, validated, in the last one; otherwise null.</summary>
    public InferenceResponse<TOutput>? Response { get; }
}
