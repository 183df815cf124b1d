using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.RateLimiting;

/// <summary>Requests with a tag, or of an API key.</summary>
internal sealed record RateLimitScopeConfig : ConfigSection
{
    /// <summary>One bucket per value.</summary>
    public const string Each = "tensorzero::each";

    /// <summary>One bucket for all values.</summary>
    public const string Total = "tensorzero::total";

    private const int PublicIdLength = 12;

    /// <summary>Null for a scope of API keys.</summary>
    public string? TagKey { get; init; }

    /// <summary>The tag's value or the key's public id, or <see cref="Each"/> or <see cref="Total"/>.</summary>
    public required string Value { get; init; }

    public static RateLimitScopeConfig Bind(TableReader table)
    {
        if (!table.Has("api_key_public_id"))
        {
            return new RateLimitScopeConfig
            {
                Origin = table.Origin,
                TagKey = table.RequiredText("tag_key"),
                Value = table.RequiredText("tag_value"),
            };
        }

        var id = table.RequiredText("api_key_public_id");
        if (id != Each && id.Length != PublicIdLength)
        {
            table.Error("api_key_public_id", $"expected the {PublicIdLength} characters of a public id, or \"{Each}\"");
        }

        return new RateLimitScopeConfig { Origin = table.Origin, Value = id };
    }
}
