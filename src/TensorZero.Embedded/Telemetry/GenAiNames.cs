namespace TensorZero.Embedded.Telemetry;

/// <summary>The attributes of OpenTelemetry's generative AI conventions, of the version of <see cref="TelemetryNames.SchemaUrl"/>.</summary>
internal static class GenAiNames
{
    public const string ChatOperation = "chat";

    public const string OperationName = "gen_ai.operation.name";
    public const string ProviderName = "gen_ai.provider.name";
    public const string AgentName = "gen_ai.agent.name";
    public const string ConversationId = "gen_ai.conversation.id";
    public const string OutputType = "gen_ai.output.type";
    public const string TokenType = "gen_ai.token.type";

    public const string RequestModel = "gen_ai.request.model";
    public const string RequestStream = "gen_ai.request.stream";
    public const string Temperature = "gen_ai.request.temperature";
    public const string MaxTokens = "gen_ai.request.max_tokens";
    public const string TopP = "gen_ai.request.top_p";
    public const string Seed = "gen_ai.request.seed";
    public const string PresencePenalty = "gen_ai.request.presence_penalty";
    public const string FrequencyPenalty = "gen_ai.request.frequency_penalty";
    public const string StopSequences = "gen_ai.request.stop_sequences";

    public const string ResponseModel = "gen_ai.response.model";
    public const string ResponseId = "gen_ai.response.id";
    public const string FinishReasons = "gen_ai.response.finish_reasons";
    public const string TimeToFirstChunk = "gen_ai.response.time_to_first_chunk";

    public const string InputTokens = "gen_ai.usage.input_tokens";
    public const string OutputTokens = "gen_ai.usage.output_tokens";
    public const string CacheReadTokens = "gen_ai.usage.cache_read.input_tokens";
    public const string CacheCreationTokens = "gen_ai.usage.cache_creation.input_tokens";

    public const string InputMessages = "gen_ai.input.messages";
    public const string OutputMessages = "gen_ai.output.messages";
    public const string SystemInstructions = "gen_ai.system_instructions";
    public const string ToolDefinitions = "gen_ai.tool.definitions";

    /// <summary>TensorZero's; the conventions call it <see cref="ProviderName"/> by now.</summary>
    public const string System = "gen_ai.system";

    /// <summary>TensorZero's.</summary>
    public const string TotalTokens = "gen_ai.usage.total_tokens";
}
