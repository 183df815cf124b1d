using Microsoft.Extensions.Logging;

namespace TensorZero.Embedded.Engine;

/// <summary>The engine's log lines.</summary>
internal static partial class EngineLog
{
    [LoggerMessage(1, LogLevel.Warning, "{Problem}")]
    public static partial void ConfigurationWarning(ILogger logger, ConfigurationProblem problem);

    [LoggerMessage(2, LogLevel.Information, "The configuration was reloaded: {Hash}")]
    public static partial void Reloaded(ILogger logger, string hash);

    [LoggerMessage(3, LogLevel.Error, "Shutting down with {Waiting} records not yet in the database: they are lost")]
    public static partial void FlushTimedOut(ILogger logger, long waiting);
}
