namespace TensorZero.Embedded.Storage.Batching;

/// <summary>How the record writer collects and how much it may hold.</summary>
internal sealed record BatchingOptions
{
    /// <summary>False makes <see cref="IRecordSink.AppendAsync"/> return only when the record is committed.</summary>
    public bool AsyncWrites { get; init; } = true;

    /// <summary>How long a batch is collected before it is written even if it is not full.</summary>
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How many rows make a batch full. A record is at least one row and is never split.</summary>
    public int MaxRows { get; init; } = 1000;

    /// <summary>The most records that may wait.</summary>
    public int MaxQueuedRecords { get; init; } = 100_000;

    /// <summary>The most memory that waiting records may hold, estimated; a single larger record is still let in when none waits.</summary>
    public long MaxQueuedBytes { get; init; } = 256L << 20;

    /// <summary>What happens to a record that finds the queue full.</summary>
    public QueueFullPolicy WhenFull { get; init; } = QueueFullPolicy.Block;

    /// <summary>The first wait after a temporary failure of the store; it doubles with every further one.</summary>
    public TimeSpan FirstRetryDelay { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The longest wait between two tries.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(5);
}
