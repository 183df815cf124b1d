namespace TensorZero.Embedded.Storage;

/// <summary>How a journal is, at one moment.</summary>
/// <param name="Place">Its folder.</param>
/// <param name="Bytes">How much of the disk its segments take up.</param>
/// <param name="Age">How long ago the oldest waiting record was made, about; null when none waits.</param>
/// <param name="Quarantined">How many records the store refused that are kept.</param>
/// <param name="DamagedBytes">How many bytes of segments were not what was written.</param>
/// <param name="SyncFailures">How often the disk did not confirm what was written.</param>
internal readonly record struct JournalStatus(
    string Place, long Bytes, TimeSpan? Age, long Quarantined, long DamagedBytes, long SyncFailures);
