namespace TensorZero.Embedded.Storage.Journal;

internal enum SegmentPieceKind
{
    /// <summary>A record whose checksum is right.</summary>
    Record,

    /// <summary>Bytes that are no frame, or a frame whose record is not what was written.</summary>
    Damage,

    /// <summary>The beginning of a frame, at the end of what a process wrote before it ended in the middle of writing.</summary>
    TornTail,

    /// <summary>Zeros at the end: room that the disk had given and not yet filled when the power went.</summary>
    LostTail,

    /// <summary>There is nothing more for now.</summary>
    End,
}
