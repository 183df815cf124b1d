namespace TensorZero.Embedded.SideBySide;

/// <summary>How long is measured.</summary>
/// <param name="WarmUp">How long calls in process are made at most, by turns, before they are measured.</param>
/// <param name="Rounds">Rounds that count.</param>
/// <param name="Calls">Whole calls of a slice in process; a slice of streams has a fifth.</param>
/// <param name="HttpWarmUp">How long the programs are asked at most, by turns, before they are measured over HTTP.</param>
/// <param name="HttpSlice">How long a slice over HTTP is.</param>
/// <param name="IsFull">Whether times are measured too, which say nothing on a busy machine, and what takes minutes.</param>
internal sealed record Extent(TimeSpan WarmUp, int Rounds, int Calls, TimeSpan HttpWarmUp, TimeSpan HttpSlice, bool IsFull)
{
    /// <summary>About a minute: processor time, bytes and requests per second.</summary>
    public static Extent Short { get; } = new(TimeSpan.FromSeconds(7), 5, 600, TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(0.4), IsFull: false);

    /// <summary>Every row.</summary>
    public static Extent Full { get; } = new(TimeSpan.FromSeconds(60), 21, 1_000, TimeSpan.FromSeconds(120), TimeSpan.FromSeconds(1), IsFull: true);
}
