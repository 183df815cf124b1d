using Npgsql;
using TensorZero.Embedded.Postgres.Connections;
using TensorZero.Embedded.Postgres.Schema;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Postgres.Records;

/// <summary>Reads configurations back, by the ids that stand for their hashes.</summary>
internal static class ConfigurationRecords
{
    public static async Task<IReadOnlyList<Record>> ReadAsync(
        NpgsqlConnection connection, IdRange range, CancellationToken cancellationToken)
    {
        var parameters = new PostgresParameters();
        var sql = $"""
            SELECT id, hash, config, library_version FROM {PostgresSchema.Name}.config_snapshot
            WHERE {range.Condition(parameters, "id")} ORDER BY id LIMIT {range.Size}
            """;
        return await PostgresRows.ReadAsync(
            connection,
            parameters,
            sql,
            static (row, id) => new ConfigSnapshotRecord
            {
                Id = id,
                Hash = row.GetText(1),
                CanonicalText = row.GetText(2),
                LibraryVersion = row.GetText(3),
            },
            cancellationToken).ConfigureAwait(false);
    }
}
