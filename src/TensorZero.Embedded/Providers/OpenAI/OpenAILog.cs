using Microsoft.Extensions.Logging;

namespace TensorZero.Embedded.Providers.OpenAI;

internal static partial class OpenAILog
{
    [LoggerMessage(LogLevel.Warning, "api_base '{ApiBase}' ends in /chat/completions, which is added to it anyway: remove it")]
    public static partial void ApiBaseNamesEndpoint(ILogger logger, string apiBase);

    [LoggerMessage(LogLevel.Warning, "The provider '{Provider}' of the model '{Model}' answered without any content")]
    public static partial void NoContent(ILogger logger, string model, string provider);

    [LoggerMessage(
        LogLevel.Warning,
        "The provider '{Provider}' of the model '{Model}' ignores thinking_budget_tokens: reasoning_effort is its setting")]
    public static partial void NoThinkingBudget(ILogger logger, string model, string provider);

    [LoggerMessage(
        LogLevel.Warning,
        "A thought is not sent to the provider '{Provider}' of the model '{Model}': chat completions have no place for it there")]
    public static partial void ThoughtLeftOut(ILogger logger, string model, string provider);
}
