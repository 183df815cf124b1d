namespace TensorZero.Embedded.Storage.Copying;

/// <summary>What was copied of one part, counted.</summary>
/// <param name="Name">The part.</param>
/// <param name="Read">How many items the source had.</param>
/// <param name="Written">How many of them were written; the others were there already.</param>
/// <param name="Expected">How many the target must have at least: those before, and those written.</param>
/// <param name="Found">How many it has.</param>
internal sealed record CopyReport(string Name, long Read, long Written, long Expected, long Found)
{
    /// <summary>Whether something that was written is not there.</summary>
    public bool IsShort => Found < Expected;
}
