using System.Collections.Frozen;
using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>Reads the body of TensorZero's <c>POST /v1/inferences/list_inferences</c>.</summary>
internal static class InferenceQueryReader
{
    private const string Where = "the request";

    /// <summary>The keys of a query, which stand in another request, too.</summary>
    public static FrozenSet<string> Keys { get; } = FrozenSet.Create(
        StringComparer.Ordinal,
        "function_name", "variant_name", "episode_id", "output_source", "limit", "offset", "before", "after", "filters", "filter", "order_by",
        "search_query_experimental");

    /// <exception cref="ContentJsonException">The body is no query.</exception>
    public static InferenceQuery Read(JsonElement json)
    {
        json.Allow(Keys, Where);
        return ReadMembers(json, defaultLimit: 20);
    }

    /// <param name="json">An object whose keys were checked.</param>
    /// <param name="defaultLimit">How many inferences without a <c>limit</c>; null for all.</param>
    /// <inheritdoc cref="Read"/>
    public static InferenceQuery ReadMembers(JsonElement json, int? defaultLimit)
    {
        var query = new InferenceQuery
        {
            FunctionName = json.OptionalString("function_name", Where),
            VariantName = json.OptionalString("variant_name", Where),
            EpisodeId = json.OptionalId("episode_id", Where),
            OutputSource = OutputSourceReader.Read(json),
            SearchText = SearchTextOf(json),
            Limit = json.OptionalCount("limit", Where) ?? defaultLimit,
            Offset = json.OptionalCount("offset", Where),
            Before = json.OptionalId("before", Where),
            After = json.OptionalId("after", Where),

            // `filter` is what older clients say.
            Filter = json.Read("filters", InferenceFilterReader.Read) ?? json.Read("filter", InferenceFilterReader.Read),
            OrderBy = json.Find("order_by")?.Items("order_by", OrderReader.ReadInferenceOrder) ?? [],
        };
        return query switch
        {
            { Before: not null, After: not null } =>
                throw new ContentJsonException("Cannot specify both 'before' and 'after' parameters"),
            { Offset: not null, Before: not null } or { Offset: not null, After: not null } =>
                throw new ContentJsonException("Cannot use 'offset' with cursor pagination ('before' or 'after')"),
            { SearchText: null } when query.OrderBy.Any(order => order.IsSearchRelevance) =>
                throw new ContentJsonException("Cannot order by search_relevance without a search_query_experimental."),
            _ => query,
        };
    }

    private static string? SearchTextOf(JsonElement json) => json.OptionalString("search_query_experimental", Where) switch
    {
        "" => throw new ContentJsonException("Expected a text to search for as `search_query_experimental`."),
        var text => text,
    };
}
