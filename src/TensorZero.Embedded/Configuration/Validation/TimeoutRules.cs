using TensorZero.Embedded.Configuration.Binding;
using TensorZero.Embedded.Configuration.Sections;

namespace TensorZero.Embedded.Configuration.Validation;

/// <summary>No timeout is longer than the one of the HTTP client.</summary>
internal static class TimeoutRules
{
    public static void Check(RootConfig root, TimeoutsConfig timeouts, ProblemList problems)
    {
        CheckIn("non_streaming", "total_ms", timeouts.NonStreamingTotal);
        CheckIn("streaming", "ttft_ms", timeouts.TimeToFirstToken);
        CheckIn("streaming", "total_ms", timeouts.StreamingTotal);

        void CheckIn(string table, string key, TimeSpan? value)
        {
            if (timeouts.Origin.Node[table] is TableNode node)
            {
                CheckOne(root, new Origin(ConfigurationPath.Append(timeouts.Origin.Path, table), node), key, value, problems);
            }
        }
    }

    public static void CheckOne(RootConfig root, Origin origin, string key, TimeSpan? value, ProblemList problems)
    {
        var bound = root.Gateway.GlobalOutboundHttpTimeout;
        if (value > bound)
        {
            problems.ErrorInKey(
                origin,
                key,
                $"{value.Value.TotalMilliseconds} ms is more than `gateway.global_outbound_http_timeout_ms` ({bound.TotalMilliseconds} ms)");
        }
    }
}
