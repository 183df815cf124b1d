using TensorZero.Embedded.Evaluations;

namespace TensorZero.Embedded.Testing;

/// <summary>What came of one datapoint, to be asserted about with <see cref="Passes.Evaluator(string)"/>.</summary>
public sealed class EvaluatedDatapoint
{
    internal EvaluatedDatapoint(EvaluationResult result, string variantName, Guid datapointId)
    {
        Result = result;
        VariantName = variantName;
        Rows = [.. result.Run(variantName).Rows.Where(row => row.DatapointId == datapointId)];
    }

    /// <summary>The variant.</summary>
    public string VariantName { get; }

    /// <summary>What came of it, one row for each repeat; empty when the evaluation did not come to it.</summary>
    public IReadOnlyList<EvaluationRow> Rows { get; }

    internal EvaluationResult Result { get; }
}
