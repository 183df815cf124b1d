using TensorZero.Embedded.Evaluations;

namespace TensorZero.Embedded.Testing;

/// <summary>Assertions about results that no <see cref="EvaluationFixture"/> made.</summary>
public static class EvaluationResultExtensions
{
    /// <summary>A variant of the evaluation, for <see cref="Passes"/>.</summary>
    /// <param name="result">The evaluation.</param>
    /// <param name="name">The variant.</param>
    /// <exception cref="ArgumentException">There is no such variant.</exception>
    public static EvaluatedVariant Variant(this EvaluationResult result, string name)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new EvaluatedVariant(result, name);
    }
}
