using System.Text.Json.Serialization;
using TensorZero.Embedded.Evaluations.Datasets;

namespace TensorZero.Embedded.Evaluations.Running;

/// <summary>What is kept of a plan, so that an evaluation can be resumed as it was begun.</summary>
internal sealed class PlanNote
{
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    [JsonPropertyName("function_name")]
    public required string FunctionName { get; init; }

    [JsonPropertyName("dataset_name")]
    public required string DatasetName { get; init; }

    /// <summary>Of the dataset; see <see cref="OpenedDataset.Fingerprint"/>.</summary>
    [JsonPropertyName("fingerprint")]
    public required string Fingerprint { get; init; }

    [JsonPropertyName("datapoints")]
    public required int DatapointCount { get; init; }

    [JsonPropertyName("repeats")]
    public required int Repeats { get; init; }

    /// <summary>The runs' ids by variant.</summary>
    [JsonPropertyName("runs")]
    public required IReadOnlyDictionary<string, Guid> Runs { get; init; }

    public static PlanNote Of(EvaluationPlan plan) => new()
    {
        Name = plan.Name,
        FunctionName = plan.FunctionName,
        DatasetName = plan.Dataset.Name,
        Fingerprint = plan.Dataset.Fingerprint,
        DatapointCount = plan.Dataset.Ids.Count,
        Repeats = plan.Repeats,
        Runs = plan.Runs.ToDictionary(static run => run.Variant.Name, static run => run.Id),
    };

    /// <exception cref="EvaluationException">What is asked for now is another evaluation.</exception>
    public void Check(EvaluationRequest request, string functionName, OpenedDataset dataset)
    {
        var variants = request.Variants.Select(static variant => variant.Name);
        var difference =
            FunctionName != functionName ? $"it was about the function \"{FunctionName}\""
            : DatasetName != dataset.Name ? $"it was on the dataset \"{DatasetName}\""
            : Repeats != request.Repeats ? $"it had {Repeats} repeats"
            : !Runs.Keys.ToHashSet().SetEquals(variants) ? $"it had the variants {string.Join(", ", Runs.Keys)}"
            : Fingerprint != dataset.Fingerprint ? $"the dataset has changed since: it had {DatapointCount} datapoints, and has {dataset.Ids.Count} now"
            : null;
        if (difference is not null)
        {
            throw new EvaluationException($"The evaluation {request.Resume} cannot be resumed like this: {difference}. Start a new one.");
        }
    }
}
