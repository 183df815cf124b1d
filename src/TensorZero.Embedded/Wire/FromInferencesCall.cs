namespace TensorZero.Embedded.Wire;

/// <summary>Which recorded inferences shall become datapoints.</summary>
/// <param name="InferenceIds">Their ids, without a query.</param>
/// <param name="OutputSource">Which output to take.</param>
/// <param name="Query">Describes them; null when their ids are given.</param>
internal sealed record FromInferencesCall(IReadOnlyList<Guid> InferenceIds, InferenceOutputSource OutputSource, InferenceQuery? Query);
