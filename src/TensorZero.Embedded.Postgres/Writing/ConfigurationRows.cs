using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Postgres.Writing;

/// <summary>Configurations, one row for each hash. A known one only renews when it was last used.</summary>
internal sealed class ConfigurationRows
{
    public const string OnConflict =
        " ON CONFLICT (hash) DO UPDATE SET last_used = greatest(config_snapshot.last_used, excluded.last_used)";

    private readonly SortedDictionary<string, (ConfigSnapshotRecord First, DateTimeOffset LastUsed)> _byHash = new(StringComparer.Ordinal);

    public void Write(ConfigSnapshotRecord record)
    {
        var time = UuidV7Source.TimestampOf(record.Id);
        _byHash[record.Hash] = _byHash.TryGetValue(record.Hash, out var known)
            ? (known.First, time > known.LastUsed ? time : known.LastUsed)
            : (record, time);
    }

    /// <summary>In the order of their hashes: nodes that write the same ones wait for one another, and never both.</summary>
    public PostgresTable ToTable()
    {
        var table = new PostgresTable("config_snapshot", "id, hash, config, library_version, created_at, last_used");
        foreach (var (record, lastUsed) in _byHash.Values)
        {
            table
                .Bind(ConfigSnapshotRecord.IdOf(record.Hash, UuidV7Source.TimestampOf(record.Id)))
                .Bind(record.Hash)
                .Bind(record.CanonicalText)
                .Bind(record.LibraryVersion)
                .Bind(UuidV7Source.TimestampOf(record.Id))
                .Bind(lastUsed)
                .Execute();
        }

        return table;
    }
}
