using System.Collections.Frozen;
using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>Reads items of <c>order_by</c>. Without a direction, what is largest or newest comes first.</summary>
internal static class OrderReader
{
    private const string Where = "order_by";

    private static readonly FrozenSet<string> Keys = FrozenSet.Create(StringComparer.Ordinal, "by", "name", "direction");

    /// <exception cref="ContentJsonException">The JSON is no order.</exception>
    public static InferenceOrder ReadInferenceOrder(JsonElement json)
    {
        json.Allow(Keys, Where);
        return json.RequiredString("by", Where) switch
        {
            "timestamp" => InferenceOrder.ByTimestamp(IsDescending(json)),
            "metric" => InferenceOrder.ByMetric(json.RequiredString("name", Where), IsDescending(json)),
            "search_relevance" => InferenceOrder.BySearchRelevance(IsDescending(json)),
            _ => throw new ContentJsonException("Expected timestamp, metric or search_relevance as `by` in order_by."),
        };
    }

    /// <summary>Whether the newest comes first: datapoints have times only.</summary>
    /// <inheritdoc cref="ReadInferenceOrder"/>
    /// <exception cref="NotServedException">It is the order of a full-text search.</exception>
    public static bool ReadNewestFirst(JsonElement json)
    {
        json.Allow(Keys, Where);
        return json.RequiredString("by", Where) switch
        {
            "timestamp" => IsDescending(json),
            "search_relevance" => throw SearchQuery.NotServed("order_by"),
            _ => throw new ContentJsonException("Expected timestamp as `by` in order_by."),
        };
    }

    private static bool IsDescending(JsonElement json) => json.OptionalString("direction", Where) switch
    {
        null or "descending" => true,
        "ascending" => false,
        _ => throw new ContentJsonException("Expected ascending or descending as `direction` in order_by."),
    };
}
