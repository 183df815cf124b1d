namespace TensorZero.Embedded;

/// <summary>One try that failed. Holds no prompts and no keys.</summary>
/// <param name="VariantName">The variant it was made for.</param>
/// <param name="ModelName">The model; null when the variant failed before it asked one.</param>
/// <param name="ProviderName">The provider; null when the variant failed before it asked one.</param>
/// <param name="Failure">What went wrong.</param>
/// <param name="StatusCode">The HTTP status of the reply; null when there was none.</param>
/// <param name="Message">What happened.</param>
public sealed record InferenceAttempt(
    string VariantName, string? ModelName, string? ProviderName, ProviderFailure Failure, int? StatusCode, string Message);
