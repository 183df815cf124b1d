using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage;

/// <summary>Records nothing: observability is switched off, so there is nothing to count either.</summary>
internal sealed class DisabledRecordSink : IRecordSink
{
    public static DisabledRecordSink Instance { get; } = new();

    public RecordCounters Counters => default;

    public ValueTask AppendAsync(Record record, CancellationToken cancellationToken) => default;

    public ValueTask FlushAsync(CancellationToken cancellationToken) => default;

    public ValueTask DisposeAsync() => default;
}
