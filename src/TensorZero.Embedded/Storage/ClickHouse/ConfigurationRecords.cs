using TensorZero.Embedded.Storage.ClickHouse.Writing;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>Reads configurations back. There are few, so all of them are looked at.</summary>
internal static class ConfigurationRecords
{
    /// <summary>The text of the configuration with a hash; null when there is none.</summary>
    public static async Task<string?> FindAsync(ClickHouseClient client, string hash, CancellationToken cancellationToken)
    {
        if (SnapshotHash.NumberOf(hash) is not { } number)
        {
            return null;
        }

        var parameters = new ClickHouseParameters();
        return await client
            .FindAsync(
                $"SELECT config FROM ConfigSnapshot FINAL WHERE hash = {parameters.AddHash(number)}",
                parameters,
                static row => row.GetText(0),
                cancellationToken)
            .ConfigureAwait(false);
    }

    public static async Task<IReadOnlyList<Record>> ReadAsync(ClickHouseClient client, KeyRange range, CancellationToken cancellationToken)
    {
        var records = await client
            .ListAsync(
                """
                SELECT leftPad(lower(hex(hash)), 64, '0'), config, tensorzero_version, toUnixTimestamp64Milli(created_at)
                FROM ConfigSnapshot FINAL
                """,
                null,
                static row => new ConfigSnapshotRecord
                {
                    Id = ConfigSnapshotRecord.IdOf(row.GetText(0), row.GetTime(3)),
                    Hash = row.GetText(0),
                    CanonicalText = row.GetText(1),
                    LibraryVersion = row.GetText(2),
                },
                cancellationToken)
            .ConfigureAwait(false);
        return [.. records.Where(record => range.Includes(record.Id)).OrderBy(record => record.Id).Take(range.Size)];
    }
}
