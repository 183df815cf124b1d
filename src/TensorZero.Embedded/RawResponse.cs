namespace TensorZero.Embedded;

/// <summary>What a provider answered, word for word.</summary>
/// <param name="ModelInferenceId">The call it belongs to; null for a call that failed.</param>
/// <param name="ProviderType">The provider's type, such as <c>openai</c>.</param>
/// <param name="Data">The body; of a stream the data of its events, one a line.</param>
public sealed record RawResponse(Guid? ModelInferenceId, string ProviderType, string Data);
