using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Storage.Rows;

/// <summary>The episode's id, how many inferences it has, the first one and the last one.</summary>
internal static class StoredEpisodeRow
{
    public static StoredEpisode Read(StoredRow row, Guid id)
    {
        var (first, last) = (row.GetId(2), row.GetId(3));
        return new StoredEpisode(id, row.GetInt64(1), first, last, UuidV7Source.TimestampOf(first), UuidV7Source.TimestampOf(last));
    }
}
