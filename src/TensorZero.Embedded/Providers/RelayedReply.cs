namespace TensorZero.Embedded.Providers;

/// <summary>What the providers behind another gateway said, to be handed on as it is.</summary>
/// <param name="RawUsage">Their usage objects; empty when nobody asked for them.</param>
/// <param name="RawResponse">Their replies, likewise.</param>
internal sealed record RelayedReply(IReadOnlyList<RawUsage> RawUsage, IReadOnlyList<RawResponse> RawResponse);
