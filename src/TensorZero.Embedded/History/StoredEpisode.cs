namespace TensorZero.Embedded;

/// <summary>What the answered inferences with one episode id have in common, whatever their functions. Immutable.</summary>
/// <param name="EpisodeId">The episode.</param>
/// <param name="InferenceCount">How many answered inferences it has.</param>
/// <param name="FirstInferenceId">The oldest of them.</param>
/// <param name="LastInferenceId">The newest of them.</param>
/// <param name="StartTime">When the oldest began, to the millisecond.</param>
/// <param name="EndTime">When the newest began, to the millisecond.</param>
public sealed record StoredEpisode(
    Guid EpisodeId, long InferenceCount, Guid FirstInferenceId, Guid LastInferenceId, DateTimeOffset StartTime, DateTimeOffset EndTime);
