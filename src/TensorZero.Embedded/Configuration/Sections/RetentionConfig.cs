using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections;

/// <summary>Our own table <c>[embedded.retention]</c>: how long records are kept. Null is for ever.</summary>
internal sealed record RetentionConfig : ConfigSection
{
    /// <summary>After how many days an inference is deleted with all that belongs to it.</summary>
    public int? InferenceDays { get; init; }

    /// <summary>After how many days its content is deleted.</summary>
    public int? ContentDays { get; init; }

    /// <summary>After how many days a cached answer is deleted.</summary>
    public int? CacheDays { get; init; }

    public static RetentionConfig Bind(TableReader table) => new()
    {
        Origin = table.Origin,
        InferenceDays = table.Int("inference_days", 1, 36_500),
        ContentDays = table.Int("content_days", 1, 36_500),
        CacheDays = table.Int("cache_days", 1, 36_500),
    };
}
