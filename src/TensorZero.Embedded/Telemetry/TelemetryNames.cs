namespace TensorZero.Embedded.Telemetry;

/// <summary>
/// The names of spans, attributes and instruments: OpenTelemetry's generative AI conventions where they have a word, and TensorZero's own.
/// </summary>
internal static class TelemetryNames
{
    public const string Source = "TensorZero.Embedded";

    /// <summary>The version of OpenTelemetry's conventions: the last that had the generative AI ones in it (docs/decisions/genai-conventions.md).</summary>
    public const string SchemaUrl = "https://opentelemetry.io/schemas/1.41.1";

    public const string FunctionSpan = "function_inference";
    public const string VariantSpan = "variant_inference";
    public const string ModelSpan = "model_inference";
    public const string ProviderSpan = "model_provider_inference";

    public const string FunctionName = "function_name";
    public const string VariantName = "variant_name";
    public const string ModelName = "model_name";
    public const string ProviderName = "provider_name";
    public const string InferenceId = "inference_id";
    public const string EpisodeId = "episode_id";
    public const string ModelInferenceId = "model_inference_id";
    public const string IsStream = "stream";
    public const string TagPrefix = "tags.";
    public const string Status = "tensorzero.status";
    public const string Cost = "tensorzero.cost_usd";
    public const string ErrorType = "error.type";

    public const string RecordsReceived = "tensorzero.records.received";
    public const string RecordsWritten = "tensorzero.records.written";
    public const string RecordsWaiting = "tensorzero.records.waiting";
    public const string RecordsDropped = "tensorzero.records.dropped";
    public const string RecordsFailed = "tensorzero.records.failed";
    public const string JournalBytes = "tensorzero.journal.size";
    public const string JournalAge = "tensorzero.journal.oldest_record_age";
    public const string JournalQuarantined = "tensorzero.journal.quarantined";
    public const string JournalDamagedBytes = "tensorzero.journal.damaged";
    public const string JournalSyncFailures = "tensorzero.journal.sync_failures";

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
