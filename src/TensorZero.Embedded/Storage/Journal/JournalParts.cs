using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Storage.Batching;

namespace TensorZero.Embedded.Storage.Journal;

/// <summary>What everything that reads a journal shares.</summary>
/// <param name="Options">Its settings.</param>
/// <param name="Tally">Counts what becomes of records.</param>
/// <param name="Backlog">Counts what waits.</param>
/// <param name="Losses">Counts what went wrong.</param>
/// <param name="SyncsRanges">Whether a range must survive a power loss before it is sent: the store recognises batches, not ids.</param>
/// <param name="Time">The clock.</param>
/// <param name="Logger">Where log lines go.</param>
internal sealed record JournalParts(
    JournalOptions Options,
    RecordTally Tally,
    JournalBacklog Backlog,
    JournalLosses Losses,
    bool SyncsRanges,
    TimeProvider Time,
    ILogger Logger);
