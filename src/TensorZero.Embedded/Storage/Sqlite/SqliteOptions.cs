namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>Which database, and how patient to be with it.</summary>
internal sealed record SqliteOptions
{
    /// <summary>
    /// The file; it is created when missing, its folder is not. Null is a database in memory that lives as long as the store.
    /// </summary>
    public required string? Path { get; init; }

    /// <summary>How long one try waits for another connection's lock. It blocks its thread.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The largest size that the write-ahead log keeps after it grew beside a long reader.</summary>
    public long JournalSizeLimit { get; init; } = 64L << 20;
}
