namespace TensorZero.Embedded;

/// <summary>What runs of workflow evaluations say they belong to, to be compared with each other.</summary>
/// <param name="Name">Its name.</param>
/// <param name="RunCount">How many runs it has.</param>
/// <param name="LastUpdated">When the last of them was started.</param>
public sealed record WorkflowProject(string Name, long RunCount, DateTimeOffset LastUpdated);
