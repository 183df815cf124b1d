using System.Collections.Frozen;
using TensorZero.Embedded.Providers.Credentials;

namespace TensorZero.Embedded.Providers.OpenAI;

/// <summary>What an <see cref="OpenAIProvider"/> is made from.</summary>
internal sealed class OpenAIProviderOptions
{
    /// <summary>The vendor's own address.</summary>
    public static Uri DefaultApiBase { get; } = new("https://api.openai.com/v1/");

    /// <summary>The model's name at the provider.</summary>
    public required string ModelName { get; init; }

    /// <summary>The address without <c>/chat/completions</c>, with or without a slash at the end. Its query is kept.</summary>
    public Uri ApiBase { get; init; } = DefaultApiBase;

    public required Credential Credential { get; init; }

    /// <summary>Media types that go into another kind of part than their own.</summary>
    public FrozenDictionary<string, FilePartKind> ContentTypeOverrides { get; init; } = FrozenDictionary<string, FilePartKind>.Empty;
}
