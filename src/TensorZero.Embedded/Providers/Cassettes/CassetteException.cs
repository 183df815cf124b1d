namespace TensorZero.Embedded.Providers.Cassettes;

/// <summary>
/// A cassette is missing, damaged, or no longer what the test asks. The message names the file, says what differs, and has the command that
/// records it; of a request it quotes a few words at most.
/// </summary>
public sealed class CassetteException : TensorZeroException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What is wrong with which file, and what to do.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public CassetteException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
