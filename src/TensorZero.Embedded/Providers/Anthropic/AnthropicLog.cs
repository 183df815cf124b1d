using Microsoft.Extensions.Logging;

namespace TensorZero.Embedded.Providers.Anthropic;

internal static partial class AnthropicLog
{
    [LoggerMessage(LogLevel.Warning, "api_base '{ApiBase}' ends in /messages, which is added to it anyway: remove it")]
    public static partial void ApiBaseNamesEndpoint(ILogger logger, string apiBase);

    [LoggerMessage(LogLevel.Warning, "The provider '{Provider}' of the model '{Model}' ignores {Parameter}: Anthropic does not know it")]
    public static partial void ParameterIgnored(ILogger logger, string model, string provider, string parameter);
}
