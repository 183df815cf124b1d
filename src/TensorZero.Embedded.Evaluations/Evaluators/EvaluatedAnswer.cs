namespace TensorZero.Embedded.Evaluations;

/// <summary>What an evaluator is given: a datapoint and what a variant answered to it. Immutable.</summary>
public sealed class EvaluatedAnswer
{
    /// <summary>The datapoint, with the reference output where it has one.</summary>
    public required Datapoint Datapoint { get; init; }

    /// <summary>The answer. Its <see cref="InferenceResponse.Usage"/> is that of the answer alone.</summary>
    public required InferenceResponse Response { get; init; }

    /// <summary>The variant, as the evaluation names it.</summary>
    public required string VariantName { get; init; }

    /// <summary>Which of the answers to the same datapoint it is, from 0.</summary>
    public int Repeat { get; init; }

    /// <summary>The answer's text: all text blocks of a chat function, the raw output of a JSON function.</summary>
    public string Text => Response.Text;
}
