namespace TensorZero.Embedded.Storage.Journal.Format;

/// <summary>The first byte of a record. The numbers stand in files: they never change.</summary>
internal enum RecordKind : byte
{
    Inference = 1,
    Feedback = 2,
    ConfigSnapshot = 3,
}
