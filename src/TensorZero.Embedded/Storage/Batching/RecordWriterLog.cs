using Microsoft.Extensions.Logging;

namespace TensorZero.Embedded.Storage.Batching;

internal static partial class RecordWriterLog
{
    [LoggerMessage(1, LogLevel.Warning, "Records cannot be written at the moment: {Waiting} wait, {Dropped} were dropped so far. {Reason}")]
    public static partial void WritingFails(ILogger logger, long waiting, long dropped, string reason);

    [LoggerMessage(2, LogLevel.Information, "Records are written again: {Waiting} wait, {Dropped} were dropped so far.")]
    public static partial void WritingWorksAgain(ILogger logger, long waiting, long dropped);

    [LoggerMessage(3, LogLevel.Warning, "Records come faster than they can be written: {Waiting} wait, {Dropped} were dropped so far.")]
    public static partial void RecordsDropped(ILogger logger, long waiting, long dropped);

    [LoggerMessage(4, LogLevel.Error, "The record {RecordId} ({RecordType}) was dropped, because the store refuses it: {Reason}")]
    public static partial void RecordRefused(ILogger logger, Guid recordId, string recordType, string reason);

    [LoggerMessage(5, LogLevel.Error, "{Dropped} records were dropped, because writing was stopped before they were written.")]
    public static partial void StoppedBeforeWritten(ILogger logger, int dropped);

    [LoggerMessage(6, LogLevel.Error, "The record {RecordId} ({RecordType}) is not in the database, because the store refuses it; it is kept in {Place}: {Reason}")]
    public static partial void RecordSetAside(ILogger logger, Guid recordId, string recordType, string place, string reason);

    [LoggerMessage(7, LogLevel.Warning, "The database is behind: {Waiting} records wait, the oldest for {Seconds} seconds; {Dropped} were dropped so far.")]
    public static partial void FallsBehind(ILogger logger, long waiting, long seconds, long dropped);

    [LoggerMessage(8, LogLevel.Error, "The record {RecordId} came after recording had ended, and is lost.")]
    public static partial void TooLate(ILogger logger, Guid recordId);
}
