using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.RateLimiting;

/// <summary>Binds keys such as <c>tokens_per_minute</c>: a number, or <c>{ capacity, refill_rate }</c>.</summary>
internal static class RateLimitBinding
{
    private static readonly (string Word, RateLimitResource Resource)[] Resources =
    [
        ("model_inferences", RateLimitResource.ModelInference),
        ("tokens", RateLimitResource.Token),
        ("cost", RateLimitResource.Cost),
    ];

    private static readonly (string Word, TimeSpan Interval)[] Intervals =
    [
        ("second", TimeSpan.FromSeconds(1)),
        ("minute", TimeSpan.FromMinutes(1)),
        ("hour", TimeSpan.FromHours(1)),
        ("day", TimeSpan.FromDays(1)),
        ("week", TimeSpan.FromDays(7)),
        ("month", TimeSpan.FromDays(30)),
    ];

    public static IReadOnlyList<RateLimitConfig> Limits(TableReader table)
    {
        var limits = new List<RateLimitConfig>();
        foreach (var (resourceWord, resource) in Resources)
        {
            foreach (var (intervalWord, interval) in Intervals)
            {
                var key = $"{resourceWord}_per_{intervalWord}";
                if (table.Has(key) && Limit(table, key, resource) is var (capacity, refill))
                {
                    limits.Add(new RateLimitConfig(resource, interval, capacity, refill));
                }
            }
        }

        return limits;
    }

    private static (decimal Capacity, decimal Refill)? Limit(TableReader table, string key, RateLimitResource resource)
    {
        if (table.Node(key) is not TableNode)
        {
            return Amount(table, key, resource) is { } amount ? (amount, amount) : null;
        }

        var bucket = table.Table(key, entry => new Bucket(Required(entry, "capacity", resource), Required(entry, "refill_rate", resource)));
        return bucket is { Capacity: { } capacity, Refill: { } refill } ? (capacity, refill) : null;
    }

    private static decimal? Required(TableReader table, string key, RateLimitResource resource)
    {
        if (!table.Has(key))
        {
            table.Missing(key);
        }

        return Amount(table, key, resource);
    }

    private static decimal? Amount(TableReader table, string key, RateLimitResource resource) =>
        resource == RateLimitResource.Cost ? table.Amount(key) : table.Integer(key);

    private sealed record Bucket(decimal? Capacity, decimal? Refill);
}
