using TensorZero.Embedded.Evaluations;

namespace TensorZero.Embedded.Testing;

/// <summary>A variant of an evaluation, to be asserted about with <see cref="Passes"/>.</summary>
public sealed class EvaluatedVariant
{
    private readonly Action<GateResult>? _judged;

    internal EvaluatedVariant(EvaluationResult result, string name, Action<GateResult>? judged = null)
    {
        _ = result.Run(name);
        (Result, Name, _judged) = (result, name, judged);
    }

    /// <summary>The variant.</summary>
    public string Name { get; }

    /// <summary>The evaluation.</summary>
    public EvaluationResult Result { get; }

    /// <summary>What came of one datapoint, all repeats of it.</summary>
    /// <param name="datapoint">A datapoint of <see cref="DatapointCasesAttribute"/>.</param>
    public EvaluatedDatapoint On(DatapointCase datapoint)
    {
        ArgumentNullException.ThrowIfNull(datapoint);
        return new EvaluatedDatapoint(Result, Name, datapoint.Id);
    }

    /// <summary>Prints the variant's name.</summary>
    public override string ToString() => Name;

    internal GateResult Check(Gate gate)
    {
        var result = Result.Check(Name, gate);
        _judged?.Invoke(result);
        return result;
    }
}
