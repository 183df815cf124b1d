using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections;

/// <summary>The <c>timeouts</c> of a variant, a model or a provider; null means no limit of its own.</summary>
internal sealed record TimeoutsConfig : ConfigSection
{
    /// <summary>The limit of a whole answer.</summary>
    public TimeSpan? NonStreamingTotal { get; init; }

    /// <summary>The limit until the first content of a stream.</summary>
    public TimeSpan? TimeToFirstToken { get; init; }

    /// <summary>The limit of a whole stream.</summary>
    public TimeSpan? StreamingTotal { get; init; }

    public static TimeoutsConfig Bind(TableReader table)
    {
        var streaming = table.Table("streaming", t => new Limits(t.Milliseconds("total_ms"), t.Milliseconds("ttft_ms")));
        var result = new TimeoutsConfig
        {
            Origin = table.Origin,
            NonStreamingTotal = table.Table("non_streaming", t => new Limits(t.Milliseconds("total_ms"), null))?.Total,
            TimeToFirstToken = streaming?.FirstToken,
            StreamingTotal = streaming?.Total,
        };
        if (result.StreamingTotal < result.TimeToFirstToken)
        {
            table.Context.Problems.Warning(
                table.Origin.PositionOf("streaming"), table.PathOf("streaming"), "`total_ms` is less than `ttft_ms`, which has no effect");
        }

        return result;
    }

    private sealed record Limits(TimeSpan? Total, TimeSpan? FirstToken);
}
