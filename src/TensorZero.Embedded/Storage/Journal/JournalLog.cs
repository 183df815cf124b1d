using Microsoft.Extensions.Logging;

namespace TensorZero.Embedded.Storage.Journal;

internal static partial class JournalLog
{
    [LoggerMessage(1, LogLevel.Information, "The journal of a process that has ended is taken over: {Records} records wait in {Folder}.")]
    public static partial void Adopted(ILogger logger, long records, string folder);

    [LoggerMessage(2, LogLevel.Information, "A process ended while it wrote the last record of {Segment}: its {Bytes} bytes are cut off. It was never answered.")]
    public static partial void TornTail(ILogger logger, string segment, long bytes);

    [LoggerMessage(12, LogLevel.Error, "The disk had not filled the last {Bytes} bytes of {Segment} when the power went: what was recorded there, within embedded.journal.fsync_interval_ms, is lost.")]
    public static partial void LostTail(ILogger logger, string segment, long bytes);

    [LoggerMessage(3, LogLevel.Error, "{Bytes} bytes of {Segment} at {Start} are not what was written: they are kept in {Folder}, and reading goes on behind them.")]
    public static partial void Damaged(ILogger logger, string segment, long start, long bytes, string folder);

    [LoggerMessage(4, LogLevel.Error, "{Records} records of {Segment} are lost through damage to the file.")]
    public static partial void Lost(ILogger logger, string segment, long records);

    [LoggerMessage(5, LogLevel.Warning, "The journal {Folder} was written by a newer version of this library (format {Version}): it is left to one.")]
    public static partial void NewerVersion(ILogger logger, string folder, uint version);

    [LoggerMessage(6, LogLevel.Warning, "The disk did not confirm what the journal wrote, which a power loss may therefore cost: {Reason}")]
    public static partial void SyncFailed(ILogger logger, string reason);

    [LoggerMessage(7, LogLevel.Warning, "The disk of {Place} knows no locks: journals that other processes leave behind there are not taken over.")]
    public static partial void NoLocks(ILogger logger, string place);

    [LoggerMessage(8, LogLevel.Warning, "There is no room in the journal: {Waiting} records wait, {Dropped} were dropped so far. {Reason}")]
    public static partial void NoRoom(ILogger logger, long waiting, long dropped, string reason);

    [LoggerMessage(9, LogLevel.Error, "The record {RecordId} cannot be written to the journal and is lost: {Reason}")]
    public static partial void NotEncoded(ILogger logger, Guid recordId, string reason);

    [LoggerMessage(10, LogLevel.Warning, "The journal {Folder} cannot be taken over at the moment: {Reason}")]
    public static partial void NotAdopted(ILogger logger, string folder, string reason);

    [LoggerMessage(11, LogLevel.Error, "The file {Segment} of the journal is gone or shorter than it was written.")]
    public static partial void Missing(ILogger logger, string segment);
}
