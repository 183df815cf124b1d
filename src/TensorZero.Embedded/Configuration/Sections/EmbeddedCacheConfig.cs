using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections;

/// <summary>Our own table <c>[embedded.cache]</c>: who shares cached answers.</summary>
internal sealed record EmbeddedCacheConfig : ConfigSection
{
    /// <summary>The tags whose values requests must share to share cached answers, such as a tenant's or the API key's.</summary>
    public required IReadOnlyList<string> KeyTags { get; init; }

    public static EmbeddedCacheConfig Bind(TableReader table) => new()
    {
        Origin = table.Origin,
        KeyTags = table.Texts("key_tags") ?? [],
    };
}
