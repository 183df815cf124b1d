using System.Collections.Frozen;
using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>Reads the body of TensorZero's <c>POST /v1/datasets/{dataset_name}/list_datapoints</c>.</summary>
internal static class DatapointQueryReader
{
    private const string Where = "the request";

    private static readonly FrozenSet<string> Keys = FrozenSet.Create(
        StringComparer.Ordinal, "function_name", "limit", "page_size", "offset", "filter", "order_by", "search_query_experimental");

    /// <exception cref="ContentJsonException">The body is no query.</exception>
    /// <exception cref="NotServedException">The body asks for full-text search.</exception>
    public static DatapointQuery Read(JsonElement json, string datasetName)
    {
        json.Allow(Keys, Where);
        SearchQuery.Refuse(json);

        // There is one thing to sort by, so the first word on it decides.
        var orders = json.Find("order_by")?.Items("order_by", OrderReader.ReadNewestFirst);
        return new DatapointQuery
        {
            DatasetName = datasetName,
            FunctionName = json.OptionalString("function_name", Where),
            Limit = json.OptionalCount("limit", Where) ?? json.OptionalCount("page_size", Where) ?? 20,
            Offset = json.OptionalCount("offset", Where) ?? 0,
            Filter = json.Read("filter", InferenceFilterReader.Read),
            NewestFirst = orders is not [false, ..],
        };
    }
}
