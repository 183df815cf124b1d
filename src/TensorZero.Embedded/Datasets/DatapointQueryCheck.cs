namespace TensorZero.Embedded.Datasets;

/// <summary>Refuses queries that datapoints cannot answer.</summary>
internal static class DatapointQueryCheck
{
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

        if (query.Filter is not { } filter)
        {
            return;
        }

        if (FilterLimits.Problem(filter) is { } problem)
        {
            throw Invalid(problem);
        }

        RequireAnswerable(filter);
    }

    /// <summary>Datapoints have tags and times, and no feedback.</summary>
    private static void RequireAnswerable(InferenceFilter filter)
    {
        switch (filter)
        {
            case AndFilter and:
                foreach (var child in and.Children)
                {
                    RequireAnswerable(child);
                }

                break;
            case OrFilter or:
                foreach (var child in or.Children)
                {
                    RequireAnswerable(child);
                }

                break;
            case NotFilter not:
                RequireAnswerable(not.Child);
                break;
            case not (TagFilter or TimeFilter):
                throw Invalid($"datapoints are filtered by tag and time; they have no {filter.GetType().Name}");
        }
    }

    private static InvalidDatasetRequestException Invalid(string message) => new(DatasetRequestError.InvalidRequest, message);
}
