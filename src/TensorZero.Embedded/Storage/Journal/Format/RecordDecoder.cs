using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Journal.Format;

/// <summary>Records from bytes, as <see cref="RecordEncoder"/> wrote them.</summary>
internal static class RecordDecoder
{
    /// <param name="source">The record. Raw bodies of what is returned are parts of it.</param>
    /// <exception cref="FormatException">The bytes are no record of this format.</exception>
    public static Record Read(ReadOnlyMemory<byte> source)
    {
        var bytes = new DecodingSpan(source);
        var kind = (RecordKind)bytes.Byte();
        var id = bytes.Id();
        Record record = kind switch
        {
            RecordKind.Inference => InferenceDecoder.Read(ref bytes, id),
            RecordKind.Feedback => ReadFeedback(ref bytes, id),
            RecordKind.ConfigSnapshot => new ConfigSnapshotRecord
            {
                Id = id,
                Hash = bytes.Text()!,
                CanonicalText = bytes.Text()!,
                LibraryVersion = bytes.Text()!,
            },
            _ => throw DecodingSpan.Malformed(),
        };
        return bytes.IsAtEnd ? record : throw DecodingSpan.Malformed();
    }

    /// <summary>The id of a record, without the rest of it; null when not even that is there.</summary>
    public static Guid? ReadId(ReadOnlySpan<byte> source) => source.Length < 17 ? null : new Guid(source[1..17], bigEndian: true);

    private static FeedbackRecord ReadFeedback(ref DecodingSpan bytes, Guid id) => new()
    {
        Id = id,
        Kind = (FeedbackKind)bytes.Byte(),
        TargetId = bytes.Id(),
        Level = (FeedbackLevel)bytes.Byte(),
        MetricName = bytes.Text(),
        BooleanValue = bytes.OptionalFlag(),
        FloatValue = bytes.OptionalDouble(),
        Comment = bytes.Text(),
        Demonstration = bytes.Json(),
        Tags = bytes.Tags(),
        SnapshotHash = bytes.Text()!,
    };
}
