namespace TensorZero.Embedded.Telemetry;

/// <summary>
/// The names of spans, attributes and instruments: OpenTelemetry's generative AI conventions (1.37) where they have a word,
/// TensorZero's own otherwise.
/// </summary>
internal static class TelemetryNames
{
    public const string Source = "TensorZero.Embedded";

    public const string FunctionSpan = "function_inference";
    public const string VariantSpan = "variant_inference";
    public const string ProviderSpan = "model_provider_inference";

    public const string FunctionName = "function_name";
    public const string VariantName = "variant_name";
    public const string ModelName = "model_name";
    public const string ProviderName = "model_provider_name";
    public const string InferenceId = "inference_id";
    public const string EpisodeId = "episode_id";
    public const string Cost = "tensorzero.cost_usd";

    public const string OperationName = "gen_ai.operation.name";
    public const string ChatOperation = "chat";
    public const string GenAiProvider = "gen_ai.provider.name";
    public const string RequestModel = "gen_ai.request.model";
    public const string InputTokens = "gen_ai.usage.input_tokens";
    public const string OutputTokens = "gen_ai.usage.output_tokens";
    public const string TokenType = "gen_ai.token.type";
    public const string ErrorType = "error.type";

    public const string RecordsReceived = "tensorzero.records.received";
    public const string RecordsWritten = "tensorzero.records.written";
    public const string RecordsWaiting = "tensorzero.records.waiting";
    public const string RecordsDropped = "tensorzero.records.dropped";
    public const string RecordsFailed = "tensorzero.records.failed";

    public const string Requests = "tensorzero.requests";
    public const string Inferences = "tensorzero.inferences";
    public const string InputTokensTotal = "tensorzero.input_tokens";
    public const string OutputTokensTotal = "tensorzero.output_tokens";
    public const string LatencyOverhead = "tensorzero.inference_latency_overhead";
    public const string Endpoint = "endpoint";
    public const string MetricName = "metric_name";

    public const string OperationDuration = "gen_ai.client.operation.duration";
    public const string TokenUsage = "gen_ai.client.token.usage";
    public const string TimeToFirstChunk = "gen_ai.client.operation.time_to_first_chunk";
}
