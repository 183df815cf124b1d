using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Journal.Format;

namespace TensorZero.Embedded.Storage.Journal;

/// <summary>Takes over a dead process's folder: what of it is shipped is removed, the rest is counted as received.</summary>
internal static class JournalAdoption
{
    /// <returns>The folder as a source; null when a newer version of this library wrote it.</returns>
    /// <exception cref="IOException">The disk fails.</exception>
    public static JournalSource? TryOpen(JournalFolder folder, JournalParts parts)
    {
        var source = new JournalSource(folder, parts, static _ => { }, static (_, _) => { }) { IsOwn = false };
        try
        {
            var segments = Segment.In(folder.Path);
            foreach (var segment in segments)
            {
                if (VersionOf(segment) is > SegmentHeader.Version and var version)
                {
                    JournalLog.NewerVersion(parts.Logger, folder.Path, version);
                    source.Dispose();
                    return null;
                }
            }

            long records = 0;
            long bytes = 0;
            DateTimeOffset? oldest = null;
            for (var i = 0; i < segments.Count; i++)
            {
                if (segments[i].Number < source.Start.Segment)
                {
                    File.Delete(segments[i].Path);
                    continue;
                }

                var (segment, first) = Count(segments[i], source.Start, isLast: i == segments.Count - 1);
                source.Add(segment);
                oldest ??= first is { } id ? UuidV7Source.TimestampOf(id) : null;
                records += segment.Records;
                bytes += segment.Length;
            }

            parts.Tally.Receive(records);
            parts.Backlog.Adopt(records, bytes, oldest ?? parts.Time.GetUtcNow());
            JournalLog.Adopted(parts.Logger, records, folder.Path);
            return source;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>A region of damage counts as one record: it held at least one.</summary>
    /// <returns>The segment, and the id of its first record if that one can be read.</returns>
    private static (Segment Segment, Guid? First) Count(Segment found, JournalPoint shipped, bool isLast)
    {
        var segment = found.ToShip(found.Number == shipped.Segment ? shipped.Offset : SegmentHeader.Length, isLast);
        var length = new FileInfo(segment.Path).Length;
        using var reader = new SegmentReader(segment);
        long records = 0;
        Guid? first = null;
        for (var at = segment.Start; at < length;)
        {
            var piece = reader.ReadWhole(at, length);
            records += piece.Kind is SegmentPieceKind.Record or SegmentPieceKind.Damage ? 1 : 0;
            first ??= RecordDecoder.ReadId(piece.Record.Span);
            at = piece.End;
        }

        segment.Grow(length, records);
        segment.Complete();
        return (segment, first);
    }

    private static uint? VersionOf(Segment segment)
    {
        using var file = JournalFiles.OpenToRead(segment.Path);
        Span<byte> header = stackalloc byte[SegmentHeader.Length];
        return SegmentHeader.VersionOf(header[..RandomAccess.Read(file, header, 0)]);
    }
}
