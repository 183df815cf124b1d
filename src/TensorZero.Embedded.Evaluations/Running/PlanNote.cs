using System.Security.Cryptography;
using System.Text;
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

    [JsonPropertyName("evaluation_id")]
    public required Guid EvaluationId { get; init; }

    /// <summary>The evaluation of the configuration; null for evaluators of a function.</summary>
    [JsonPropertyName("evaluation_name")]
    public string? EvaluationName { get; init; }

    /// <summary>Prompts, models and judges are what they were.</summary>
    [JsonPropertyName("configuration_hash")]
    public required string ConfigurationHash { get; init; }

    /// <summary>What variants are that the configuration does not have, by name: SHA-256, in hexadecimal digits.</summary>
    [JsonPropertyName("definitions")]
    public required IReadOnlyDictionary<string, string> Definitions { get; init; }

    /// <summary>Whether it was a look at a locked dataset, which only such a look goes on with.</summary>
    [JsonPropertyName("locked")]
    public bool IsLocked { get; init; }

    /// <summary>What the judges among the evaluators were made of, by name.</summary>
    [JsonPropertyName("judges")]
    public IReadOnlyDictionary<string, JudgeFingerprint> Judges { get; init; } = new Dictionary<string, JudgeFingerprint>();

    /// <summary>The runs' ids by variant.</summary>
    [JsonPropertyName("runs")]
    public required IReadOnlyDictionary<string, Guid> Runs { get; init; }

    public static PlanNote Of(EvaluationPlan plan) => new()
    {
        Name = plan.Name,
        EvaluationId = plan.Id,
        EvaluationName = plan.Request.EvaluationName,
        ConfigurationHash = plan.ConfigurationHash,
        Definitions = DefinitionsOf(plan.Request),
        FunctionName = plan.FunctionName,
        DatasetName = plan.Dataset.Name,
        Fingerprint = plan.Dataset.Fingerprint,
        DatapointCount = plan.Dataset.Ids.Count,
        Repeats = plan.Repeats,
        IsLocked = plan.Request.IsLocked,
        Judges = plan.Judges,
        Runs = plan.Runs.ToDictionary(static run => run.Variant.Name, static run => run.Id),
    };

    /// <exception cref="EvaluationException">What is asked for now is another evaluation.</exception>
    public void Check(EvaluationRequest request, string functionName, OpenedDataset dataset, string configurationHash)
    {
        var variants = request.Variants.Select(static variant => variant.Name);
        var difference =
            FunctionName != functionName ? $"it was about the function \"{FunctionName}\""
            : DatasetName != dataset.Name ? $"it was on the dataset \"{DatasetName}\""
            : Repeats != request.Repeats ? $"it had {Repeats} repeats"
            : !Runs.Keys.ToHashSet().SetEquals(variants) ? $"it had the variants {string.Join(", ", Runs.Keys)}"
            : IsLocked != request.IsLocked ? $"it was {(IsLocked ? "a" : "no")} look at a locked dataset"
            : EvaluationName != request.EvaluationName ? $"it was the evaluation \"{EvaluationName}\""
            : ConfigurationHash != configurationHash ? "the configuration has changed since, so the answers to come would not be like those on record"
            : DefinitionsOf(request).Any(definition => Definitions.GetValueOrDefault(definition.Key) != definition.Value)
                ? "a variant is no longer what it was"
            : Fingerprint != dataset.Fingerprint ? $"the dataset has changed since: it had {DatapointCount} datapoints, and has {dataset.Ids.Count} now"
            : null;
        if (difference is not null)
        {
            throw new EvaluationException($"The evaluation {request.Resume} cannot be resumed like this: {difference}. Start a new one.");
        }
    }

    private static Dictionary<string, string> DefinitionsOf(EvaluationRequest request) => request.Variants
        .Where(static variant => variant.Definition is not null)
        .ToDictionary(
            static variant => variant.Name,
            static variant => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(variant.Definition!.Value.GetRawText()))));
}
