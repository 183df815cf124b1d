namespace TensorZero.Embedded.Evaluations;

/// <summary>What an evaluator's scores are.</summary>
public enum ScoreType
{
    /// <summary>An answer passes (1) or fails (0): a rate comes out.</summary>
    Boolean,

    /// <summary>A finite number: a mean comes out.</summary>
    Float,
}
