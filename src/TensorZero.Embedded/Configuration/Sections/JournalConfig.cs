using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections;

/// <summary><c>[embedded.journal]</c>: the files that records stand in until the database has them.</summary>
internal sealed record JournalConfig : ConfigSection
{
    /// <summary>Whether records go through a journal on disk. Without one they wait in memory.</summary>
    public bool Enabled { get; init; }

    /// <summary>Its folder. Null: beside the database.</summary>
    public string? Path { get; init; }

    /// <summary>How many bytes one process may hold there.</summary>
    public long MaxBytes { get; init; }

    /// <summary>What happens to a record for which there is no room, there or on the disk: its request waits, or it is dropped and counted.</summary>
    public JournalFullPolicy WhenFull { get; init; }

    /// <summary>How much time of recording a power loss may cost; 0 makes every request wait for the disk.</summary>
    public TimeSpan FsyncInterval { get; init; }

    /// <summary>How large one file becomes.</summary>
    public long SegmentBytes { get; init; }

    public static JournalConfig Bind(TableReader table) => new()
    {
        Origin = table.Origin,
        Enabled = table.Boolean("enabled") ?? true,
        Path = table.Text("path"),
        MaxBytes = table.Integer("max_bytes", 1 << 20) ?? 4L << 30,
        WhenFull = table.Word("when_full", ("block", JournalFullPolicy.Block), ("drop_and_count", JournalFullPolicy.DropAndCount))
            ?? JournalFullPolicy.Block,
        FsyncInterval = table.Milliseconds("fsync_interval_ms") ?? TimeSpan.FromSeconds(1),
        SegmentBytes = table.Integer("segment_bytes", 1 << 16) ?? 64L << 20,
    };
}
