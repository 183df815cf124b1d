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

    public static string? Find(SqliteConnection connection, string hash)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT config FROM config_snapshot WHERE hash = $hash";
        command.Parameters.AddWithValue("$hash", hash);
        return command.ExecuteScalar() as string;
    }

    /// <summary>By the ids that stand for the hashes. There are few configurations, so all of them are looked at.</summary>
    public static IReadOnlyList<Record> Read(SqliteConnection connection, IdRange range)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT hash, config, library_version, created_at FROM config_snapshot";
        using var reader = command.ExecuteReader();
        var records = new List<ConfigSnapshotRecord>();
        while (reader.Read())
        {
            var hash = reader.GetText(0);
            records.Add(new ConfigSnapshotRecord
            {
                Id = ConfigSnapshotRecord.IdOf(hash, DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(3))),
                Hash = hash,
                CanonicalText = reader.GetText(1),
                LibraryVersion = reader.GetText(2),
            });
        }

        return [.. records.Where(record => range.Includes(record.Id)).OrderBy(record => record.Id).Take(range.Size)];
    }

    public void Write(ConfigSnapshotRecord record) =>
        _insert
            .Bind(record.Hash)
            .Bind(record.CanonicalText)
            .Bind(record.LibraryVersion)
            .Bind(UuidV7Source.TimestampOf(record.Id))
            .Execute();

    public void Reset() => _insert.Reset();

    public void Dispose() => _insert.Dispose();
}
