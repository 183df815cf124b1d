namespace TensorZero.Embedded.Providers;

/// <summary>What a request says that no provider needs, but another gateway does.</summary>
internal sealed record CallerWishes
{
    public static CallerWishes None { get; } = new();

    /// <summary>The request's own tags.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = ProviderCall.EmptyCredentials;

    /// <summary>How the other gateway's cache is used.</summary>
    public CacheOptions Cache { get; init; } = CacheOptions.Off;

    public bool IncludeRawUsage { get; init; }

    public bool IncludeRawResponse { get; init; }
}
