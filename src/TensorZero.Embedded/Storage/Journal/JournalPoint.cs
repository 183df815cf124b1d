namespace TensorZero.Embedded.Storage.Journal;

/// <summary>A place in a folder's segments.</summary>
/// <param name="Segment">The segment's number.</param>
/// <param name="Offset">How many bytes of it stand before.</param>
internal readonly record struct JournalPoint(long Segment, long Offset) : IComparable<JournalPoint>
{
    public int CompareTo(JournalPoint other) => Segment != other.Segment ? Segment.CompareTo(other.Segment) : Offset.CompareTo(other.Offset);
}
