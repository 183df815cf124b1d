namespace TensorZero.Embedded;

/// <summary>An inference and its replay.</summary>
/// <param name="Original">As it was.</param>
/// <param name="Replay">As it came out again.</param>
/// <param name="OutputsAreEqual">
/// Whether both say the same: texts to the letter, tool calls by name and arguments, JSON by value. Thoughts and the ids of calls do not count.
/// </param>
public sealed record ReplayPair(ReplaySide Original, ReplaySide Replay, bool OutputsAreEqual);
