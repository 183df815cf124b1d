namespace TensorZero.Embedded.Storage.Batching;

/// <summary>Counts what becomes of records. Every record is received once, and later either written or dropped once.</summary>
internal sealed class RecordTally
{
    private long _received;
    private long _written;
    private long _dropped;
    private long _failed;

    public RecordCounters Counters
    {
        get
        {
            // What ends later is read earlier, so that a snapshot taken in between is never short of received records.
            var failed = Interlocked.Read(ref _failed);
            var dropped = Interlocked.Read(ref _dropped);
            var written = Interlocked.Read(ref _written);
            var received = Interlocked.Read(ref _received);
            return new RecordCounters(received, written, received - written - dropped, dropped, failed);
        }
    }

    public void Receive(long records) => Interlocked.Add(ref _received, records);

    public void Write(long records) => Interlocked.Add(ref _written, records);

    public void Drop(long records) => Interlocked.Add(ref _dropped, records);

    public void Fail(long records)
    {
        Drop(records);
        Interlocked.Add(ref _failed, records);
    }
}
