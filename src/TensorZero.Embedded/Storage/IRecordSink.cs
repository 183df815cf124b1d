using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage;

/// <summary>
/// Where request threads leave what is to be recorded. Safe for any number of callers. Disposing stops it at once: what still
/// waits stays in the journal, or without one is counted as dropped, so whoever shuts down flushes first, within the time there is.
/// </summary>
internal interface IRecordSink : IAsyncDisposable
{
    /// <summary>
    /// Takes a record over. Cheap: turning it into rows happens elsewhere. Waits when the sink is full and its policy is to block, or until
    /// the record is committed when the sink is synchronous.
    /// </summary>
    /// <exception cref="ObservabilityStoreException">Synchronous sinks only: the store refused this record for good.</exception>
    ValueTask AppendAsync(Record record, CancellationToken cancellationToken);

    /// <summary>Returns when everything appended before the call is in the store, or counted as dropped.</summary>
    ValueTask FlushAsync(CancellationToken cancellationToken);

    /// <summary>What became of the records so far.</summary>
    RecordCounters Counters { get; }

    /// <summary>How the journal is that records wait in; null when they wait in memory.</summary>
    JournalStatus? Journal => null;
}
