namespace TensorZero.Embedded;

/// <summary>How many records were exported.</summary>
/// <param name="Configurations">Configurations.</param>
/// <param name="Inferences">Answered inferences.</param>
/// <param name="FailedInferences">Failed, cancelled and abandoned inferences.</param>
/// <param name="Feedback">Pieces of feedback.</param>
/// <param name="Datapoints">Datapoints, replaced and deleted ones included.</param>
public readonly record struct ExportCounts(long Configurations, long Inferences, long FailedInferences, long Feedback, long Datapoints);
