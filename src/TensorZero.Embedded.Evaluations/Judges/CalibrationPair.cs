namespace TensorZero.Embedded.Evaluations;

/// <summary>An answer that was scored by people and by a judge. Immutable.</summary>
/// <param name="People">The people's score: of several the mean, or the majority.</param>
/// <param name="Judge">The judge's score.</param>
/// <param name="InferenceId">The inference that gave the answer; null when it is not known.</param>
public sealed record CalibrationPair(double People, double Judge, Guid? InferenceId = null);
