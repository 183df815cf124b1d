namespace TensorZero.Embedded.Storage.Records;

/// <summary>One run of evaluators over datapoints. Its results are inferences and feedback that carry its id as a tag.</summary>
internal sealed record EvaluationRunRecord : Record
{
    /// <summary>The evaluation, or a name for people; null for none.</summary>
    public string? EvaluationName { get; init; }

    public required string FunctionName { get; init; }

    public required FunctionType FunctionType { get; init; }

    public required string DatasetName { get; init; }

    public required IReadOnlyList<string> VariantNames { get; init; }

    /// <summary>A JSON list of the metrics, each <c>{name, evaluator_name?, value_type, optimize?}</c>.</summary>
    public required string Metrics { get; init; }

    /// <summary>What named the datapoints: <c>dataset_name</c> or <c>datapoint_ids</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Null when nobody said.</summary>
    public string? ConfigHash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}
