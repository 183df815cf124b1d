using System.Collections.Frozen;
using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Evaluations;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.Native;

/// <summary>The body of <c>POST /internal/evaluations/run</c>.</summary>
internal static class EvaluationRunCall
{
    private const string Where = "the request";
    private const int DefaultConcurrency = 5;

    private static readonly FrozenSet<string> Keys = FrozenSet.Create(
        StringComparer.Ordinal,
        "evaluation_name",
        "evaluation_config",
        "function_config",
        "function_name",
        "evaluator_names",
        "dataset_name",
        "datapoint_ids",
        "variant_name",
        "internal_dynamic_variant_config",
        "concurrency",
        "inference_cache",
        "max_datapoints",
        "precision_targets");

    /// <exception cref="ContentJsonException">The JSON is no such request.</exception>
    public static EvaluationRequest Read(JsonElement json)
    {
        json.Allow(Keys, Where);
        if (json.Find("evaluation_config") is not null || json.Find("function_config") is not null)
        {
            throw new ContentJsonException(
                "An `evaluation_config` in the request is not taken: name the `evaluation_name`, or `function_name` and `evaluator_names`, of the configuration.");
        }

        return new EvaluationRequest
        {
            EvaluationName = json.OptionalString("evaluation_name", Where),
            FunctionName = json.OptionalString("function_name", Where),
            EvaluatorNames = json.OptionalStrings("evaluator_names"),
            Dataset = ReadDataset(json),
            Variants = [ReadVariant(json)],
            MaxConcurrency = json.OptionalCount("concurrency", Where) ?? DefaultConcurrency,
            MaxDatapoints = json.OptionalCount("max_datapoints", Where),
            Cache = ReadCache(json),
            Precision = json.Find("precision_targets") is { } targets ? ReadPrecision(targets) : new Dictionary<string, double>(),
        };
    }

    private static EvaluationDataset ReadDataset(JsonElement json)
    {
        var name = json.OptionalString("dataset_name", Where);
        IReadOnlyList<Guid> ids = json.Find("datapoint_ids") is null ? [] : json.RequiredIds("datapoint_ids", Where);
        return (name, ids.Count) switch
        {
            ({ } dataset, 0) => EvaluationDataset.Stored(dataset),
            (null, > 0) => EvaluationDataset.OfDatapoints(ids),
            (null, _) => throw new ContentJsonException("Must provide either `dataset_name` or `datapoint_ids`."),
            _ => throw new ContentJsonException("Cannot provide both `dataset_name` and `datapoint_ids`. Please specify one or the other."),
        };
    }

    private static EvaluationVariant ReadVariant(JsonElement json) =>
        (json.OptionalString("variant_name", Where), json.Find("internal_dynamic_variant_config")) switch
        {
            ({ } name, null) => EvaluationVariant.Named(name),
            (null, { } definition) => EvaluationVariant.Dynamic("dynamic", definition),
            (null, null) => throw new ContentJsonException(
                "Exactly one of variant_name or internal_dynamic_variant_config must be provided"),
            _ => throw new ContentJsonException("Cannot provide both variant_name and internal_dynamic_variant_config"),
        };

    private static CacheMode ReadCache(JsonElement json) => json.OptionalString("inference_cache", Where) is { } word
        ? EnumWords<CacheMode>.Find(word) ?? throw new ContentJsonException($"Invalid inference cache setting '{word}'")
        : CacheMode.On;

    private static Dictionary<string, double> ReadPrecision(JsonElement targets) => targets.Members("`precision_targets`").ToDictionary(
        static target => target.Name,
        static target => target.Value.ValueKind == JsonValueKind.Number
            ? target.Value.GetDouble()
            : throw new ContentJsonException($"`precision_targets.{target.Name}` must be a number."));
}
