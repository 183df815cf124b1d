namespace TensorZero.Embedded.Telemetry;

/// <summary>The attributes of OpenInference's conventions.</summary>
internal static class OpenInferenceNames
{
    public const string ChainKind = "CHAIN";
    public const string ModelKind = "LLM";

    public const string SpanKind = "openinference.span.kind";
    public const string System = "llm.system";
    public const string ModelName = "llm.model_name";
    public const string InvocationParameters = "llm.invocation_parameters";
    public const string SessionId = "session.id";

    public const string PromptTokens = "llm.token_count.prompt";
    public const string CompletionTokens = "llm.token_count.completion";
    public const string TotalTokens = "llm.token_count.total";
    public const string CacheReadTokens = "llm.token_count.prompt_details.cache_read";
    public const string CacheWriteTokens = "llm.token_count.prompt_details.cache_write";

    public const string InputValue = "input.value";
    public const string InputType = "input.mime_type";
    public const string OutputValue = "output.value";
    public const string OutputType = "output.mime_type";
    public const string InputMessages = "llm.input_messages";
    public const string OutputMessages = "llm.output_messages";
}
