using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Sqlite;

internal sealed class ConfigSnapshotRows(SqliteConnection connection) : IDisposable
{
    private readonly SqliteStatement _insert = new(
        connection,
        """
        INSERT INTO config_snapshot (hash, config, library_version, created_at, last_used) VALUES (?1, ?2, ?3, ?4, ?4)
        ON CONFLICT (hash) DO UPDATE SET last_used = max(last_used, excluded.last_used)
        """);

    public void Write(ConfigSnapshotRecord record) =>
        _insert
            .Bind(record.Hash)
            .Bind(record.CanonicalText)
            .Bind(record.LibraryVersion)
            .Bind(UuidV7Source.TimestampOf(record.Id).ToUnixTimeMilliseconds())
            .Execute();

    public void Reset() => _insert.Reset();

    public void Dispose() => _insert.Dispose();
}
