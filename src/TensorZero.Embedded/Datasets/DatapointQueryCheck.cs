namespace TensorZero.Embedded.Datasets;

/// <summary>Refuses queries that datapoints cannot answer.</summary>
internal static class DatapointQueryCheck
{
    // As for inferences: the database has limits too, but says it less clearly.
    private const int DeepestFilter = 100;
    private const int MostFilters = 250;

    /// <exception cref="InvalidDatasetRequestException">The query is wrong.</exception>
    public static void Require(DatapointQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.DatasetName is { } name)
        {
            DatasetName.Require(name);
        }

        if (query is { Limit: < 0 } or { Offset: < 0 })
        {
            throw Invalid("`limit` and `offset` must not be negative");
        }

        if (query.Filter is { } filter && Count(filter, depth: 1) > MostFilters)
        {
            throw Invalid($"the filter has more than {MostFilters} conditions");
        }
    }

    private static int Count(InferenceFilter filter, int depth) => filter switch
    {
        _ when depth > DeepestFilter => throw Invalid($"the filter is nested more than {DeepestFilter} deep"),
        AndFilter and => 1 + and.Children.Sum(child => Count(child, depth + 1)),
        OrFilter or => 1 + or.Children.Sum(child => Count(child, depth + 1)),
        NotFilter not => 1 + Count(not.Child, depth + 1),
        TagFilter or TimeFilter => 1,
        _ => throw Invalid($"datapoints are filtered by tag and time; they have no {filter.GetType().Name}"),
    };

    private static InvalidDatasetRequestException Invalid(string message) => new(DatasetRequestError.InvalidRequest, message);
}
