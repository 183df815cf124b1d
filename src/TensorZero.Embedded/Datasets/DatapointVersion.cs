namespace TensorZero.Embedded;

/// <summary>A version of a datapoint, and how it came into being. Immutable.</summary>
/// <param name="DatapointId">The version's id.</param>
/// <param name="DatasetName">The dataset it is, or was, in.</param>
/// <param name="Change">How it came into being.</param>
/// <param name="At">When.</param>
/// <param name="By">Who did it; null when that is not known.</param>
public sealed record DatapointVersion(Guid DatapointId, string DatasetName, DatapointChange Change, DateTimeOffset At, string? By);
