using Microsoft.Extensions.Logging;

namespace TensorZero.Embedded.Engine;

/// <summary>The engine's log lines.</summary>
internal static partial class EngineLog
{
    [LoggerMessage(1, LogLevel.Warning, "{Problem}")]
    public static partial void ConfigurationWarning(ILogger logger, ConfigurationProblem problem);

    [LoggerMessage(2, LogLevel.Information, "The configuration was reloaded: {Hash}")]
    public static partial void Reloaded(ILogger logger, string hash);

    [LoggerMessage(4, LogLevel.Error, "The changed configuration is not used, the one before stays: {Problem}")]
    public static partial void ReloadRefused(ILogger logger, ConfigurationProblem problem);

    [LoggerMessage(5, LogLevel.Error, "The changed configuration is not used, the one before stays")]
    public static partial void ReloadFailed(ILogger logger, Exception exception);

    [LoggerMessage(6, LogLevel.Error, "Changes below {Folder} cannot be watched")]
    public static partial void CannotWatch(ILogger logger, string folder, Exception exception);

    [LoggerMessage(5, LogLevel.Error, "A stream that its reader left could not be recorded: {Exception}")]
    public static partial void StreamNotRecorded(ILogger logger, string exception);

    [LoggerMessage(60, LogLevel.Information, "{Count} inferences older than {Days} days were deleted, as embedded.retention says")]
    public static partial void OldInferencesDeleted(ILogger logger, long count, int days);

    [LoggerMessage(61, LogLevel.Information, "The content of {Count} inferences older than {Days} days was deleted, as embedded.retention says")]
    public static partial void OldContentDeleted(ILogger logger, long count, int days);

    [LoggerMessage(63, LogLevel.Information, "{Count} cached answers older than {Days} days were deleted, as embedded.retention says")]
    public static partial void OldCachedAnswersDeleted(ILogger logger, long count, int days);

    [LoggerMessage(62, LogLevel.Error, "What embedded.retention says could not be done, and is tried again in a day: {Problem}")]
    public static partial void RetentionFailed(ILogger logger, string problem);

    [LoggerMessage(8, LogLevel.Warning, "The database cannot be used yet, records wait until it can: {Reason}")]
    public static partial void DatabaseIsAway(ILogger logger, string reason);

    [LoggerMessage(9, LogLevel.Error, "Shutting down with {Count} requests under way that did not come to an end: they are not recorded")]
    public static partial void RequestsNotOver(ILogger logger, long count);

    [LoggerMessage(3, LogLevel.Error, "Shutting down with {Waiting} records not yet in the database: they are lost")]
    public static partial void FlushTimedOut(ILogger logger, long waiting);

    [LoggerMessage(7, LogLevel.Warning, "Shutting down with {Waiting} records not yet in the database: they stay in the journal {Journal}, and the next start writes them")]
    public static partial void FlushTimedOutWithJournal(ILogger logger, long waiting, string journal);
}
