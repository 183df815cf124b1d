namespace TensorZero.Embedded.Storage.Journal;

/// <summary>Says in the library's terms what a disk complained about.</summary>
internal static class JournalErrors
{
    private const int NoSpaceOnUnix = 28;
    private const int QuotaOnUnix = 122;
    private const int NoSpaceOnWindows = unchecked((int)0x80070070);

    /// <summary>What file operations throw when the disk, and not the program, is to blame.</summary>
    public static bool IsDisk(Exception error) => error is IOException or UnauthorizedAccessException;

    public static ObservabilityStoreException Translate(Exception error, string place) =>
        error.HResult is NoSpaceOnUnix or QuotaOnUnix or NoSpaceOnWindows
            ? new ObservabilityStoreException(
                ObservabilityStoreFailure.Full, $"The journal {place} cannot grow: the disk is full; make room.", error)
            : new ObservabilityStoreException(
                ObservabilityStoreFailure.InputOutput, $"The journal {place} failed to read or write a file; check the disk ({error.Message}).", error);

    public static ObservabilityStoreException CannotBeMade(Exception error, string place) => new(
        ObservabilityStoreFailure.Unavailable,
        $"The journal's folder {place} cannot be written; make it writable for this process, choose another with embedded.journal.path, or "
        + $"record without a journal with embedded.journal.enabled = false ({error.Message}).",
        error);
}
