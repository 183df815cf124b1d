using TensorZero.Embedded.Datasets;

namespace TensorZero.Embedded.Evaluations.Datasets;

/// <summary>What opens a dataset.</summary>
/// <param name="Engine">Whose database and configuration it is.</param>
/// <param name="FunctionName">The function whose datapoints are wanted.</param>
/// <param name="Most">The most datapoints; null for all.</param>
internal sealed record DatasetOpening(TensorZeroEngine Engine, string FunctionName, int? Most)
{
    /// <summary>What datapoints of the database were made of.</summary>
    public DatapointLineage Lineage => new(Engine.RequireEvaluationStore(), Engine.Ids, Engine.Time);
}
