using System.Globalization;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.ClickHouse.Writing;

/// <summary>Writes a configuration. Of the rows with one hash the database keeps the one that was used last.</summary>
internal static class SnapshotRowsJson
{
    /// <param name="batch">The batch.</param>
    /// <param name="record">The configuration.</param>
    /// <param name="createdAt">When it was first used; null for now.</param>
    public static void Write(BatchBlocks batch, ConfigSnapshotRecord record, string? createdAt)
    {
        var usedAt = UuidV7Source.TimestampOf(record.Id).UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
        var hash = SnapshotHash.NumberOf(record.Hash) ?? throw new ObservabilityStoreException(
            ObservabilityStoreFailure.Rejected, "A configuration's hash has other than 64 hexadecimal digits.");
        batch.Table("ConfigSnapshot").BeginRow()
            .Write("config"u8, record.CanonicalText)
            .Write("hash"u8, hash)
            .Write("tensorzero_version"u8, record.LibraryVersion)
            .Write("created_at"u8, createdAt ?? usedAt)
            .Write("last_used"u8, usedAt)
            .EndRow();
    }
}
