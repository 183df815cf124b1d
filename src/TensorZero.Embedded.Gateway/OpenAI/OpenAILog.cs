using Microsoft.Extensions.Logging;

namespace TensorZero.Embedded.Gateway.OpenAI;

/// <summary>What is odd about requests in OpenAI's form, but no error.</summary>
internal static partial class OpenAILog
{
    [LoggerMessage(10, LogLevel.Warning, "Ignored {Count} unknown fields of a request in OpenAI's form: {Fields}")]
    public static partial void UnknownFields(ILogger logger, int count, string fields);

    [LoggerMessage(11, LogLevel.Warning, "Put the system messages of a request in OpenAI's form together, at the start of the conversation")]
    public static partial void SystemMoved(ILogger logger);
}
