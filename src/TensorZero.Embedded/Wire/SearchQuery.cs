using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>Full-text search in datapoints, which is not served: leaving it out would list what was not asked for.</summary>
internal static class SearchQuery
{
    private const string Key = "search_query_experimental";

    /// <exception cref="NotServedException">The request has a search in it.</exception>
    public static void Refuse(JsonElement request)
    {
        if (request.Find(Key) is not null)
        {
            throw NotServed(Key);
        }
    }

    public static NotServedException NotServed(string key) =>
        new($"Full-text search in datapoints (`{key}`) is not served by this version: use filters, and order by timestamp.");
}
