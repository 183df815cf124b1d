using TensorZero.Embedded.Storage.Batching;

namespace TensorZero.Embedded.Storage.Journal;

/// <summary>Where the journal is and how much it may hold.</summary>
internal sealed record JournalOptions
{
    /// <summary>The folder of all processes that record in the same database; it is made when missing.</summary>
    public required string Place { get; init; }

    /// <summary>How many bytes of segments one process may hold.</summary>
    public long MaxBytes { get; init; } = 4L << 30;

    /// <summary>When a segment is full: the next one is begun.</summary>
    public long SegmentBytes { get; init; } = 64L << 20;

    /// <summary>What happens to a record for which there is no room, in the journal or on the disk.</summary>
    public QueueFullPolicy WhenFull { get; init; } = QueueFullPolicy.Block;

    /// <summary>How much time a power loss may cost; zero makes every record wait until the disk has it.</summary>
    public TimeSpan SyncInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How batches are collected and tried again. What is about memory does not matter here.</summary>
    public BatchingOptions Batching { get; init; } = new();
}
