namespace TensorZero.Embedded.Evaluations;

/// <summary>How a dataset changed while it was evaluated. The evaluation itself kept to the versions it began with.</summary>
/// <param name="Added">Datapoints and new versions that came in.</param>
/// <param name="Removed">Datapoints that were deleted or replaced by a new version; all, when the dataset can no longer be opened.</param>
public sealed record DatasetChange(int Added, int Removed);
