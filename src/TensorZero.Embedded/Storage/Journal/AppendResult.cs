namespace TensorZero.Embedded.Storage.Journal;

internal enum AppendResult
{
    Appended,

    /// <summary>The journal holds as much as it may.</summary>
    Full,

    /// <summary>The disk is full, or failed; nothing of the record is left on it.</summary>
    DiskFails,

    Closed,

    /// <summary>What was given cannot be encoded.</summary>
    NoRecord,
}
