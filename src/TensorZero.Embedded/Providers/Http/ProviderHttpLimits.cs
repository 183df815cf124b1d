namespace TensorZero.Embedded.Providers.Http;

/// <summary>How much of a reply is taken in before it counts as <see cref="ProviderFailure.OversizedReply"/>. In bytes.</summary>
internal sealed record ProviderHttpLimits
{
    public static ProviderHttpLimits Default { get; } = new();

    /// <summary>The most that a whole reply may hold.</summary>
    public long MaxReplyBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>The most that one event of a stream may hold.</summary>
    public long MaxEventBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>The most that all events of a stream may hold together.</summary>
    public long MaxStreamBytes { get; init; } = 256 * 1024 * 1024;

    /// <summary>The most that is kept of an error page; the rest is not read, because the status is what matters.</summary>
    public long MaxErrorBytes { get; init; } = 1024 * 1024;
}
