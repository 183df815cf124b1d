namespace TensorZero.Embedded.Providers.Anthropic;

/// <summary>The most output tokens of the models known here: Anthropic wants <c>max_tokens</c> in every request.</summary>
internal static class OutputTokenLimits
{
    /// <summary>Names that must match as a whole, because longer names belong to other models.</summary>
    private static readonly Dictionary<string, int> WholeNames = new(StringComparer.Ordinal)
    {
        ["claude-sonnet-4-0"] = 64_000,
        ["claude-opus-4-0"] = 32_000,
        ["claude-opus-4-1"] = 32_000,
    };

    private static readonly (string Prefix, int Limit)[] Prefixes =
    [
        ("claude-3-haiku", 4_096),
        ("claude-3-opus", 4_096),
        ("claude-3-5-haiku", 8_192),
        ("claude-3-5-sonnet", 8_192),
        ("claude-3-7-sonnet", 64_000),
        ("claude-sonnet-4-202", 64_000),
        ("claude-sonnet-4-5", 64_000),
        ("claude-sonnet-4-6", 64_000),
        ("claude-haiku-4-5", 64_000),
        ("claude-opus-4-202", 32_000),
        ("claude-opus-4-1-202", 32_000),
        ("claude-opus-4-5", 64_000),
        ("claude-opus-4-6", 128_000),
    ];

    /// <summary>The model's limit; null when it is not known.</summary>
    public static int? Find(string modelName)
    {
        if (WholeNames.TryGetValue(modelName, out var limit))
        {
            return limit;
        }

        foreach (var known in Prefixes)
        {
            if (modelName.StartsWith(known.Prefix, StringComparison.Ordinal))
            {
                return known.Limit;
            }
        }

        return null;
    }
}
