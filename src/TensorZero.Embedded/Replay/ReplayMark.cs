namespace TensorZero.Embedded;

/// <summary>Says of a request that it runs a recorded inference again. Then a dynamic variant is recorded, too.</summary>
/// <param name="RunId">The run.</param>
/// <param name="OriginalId">The recorded inference.</param>
/// <param name="ModelName">The model that the variant asks in place of its own; null for its own.</param>
internal sealed record ReplayMark(Guid RunId, Guid OriginalId, string? ModelName);
