namespace TensorZero.Embedded.Storage.Rows;

/// <summary>Which tables hold the feedback that a query asks for: one for each kind, of which some have no metric.</summary>
internal static class FeedbackKinds
{
    private static readonly FeedbackKind[] Kinds = Enum.GetValues<FeedbackKind>();

    public static IEnumerable<FeedbackKind> KindsOf(FeedbackQuery query) =>
        Kinds.Where(kind => (query.Kind is null || query.Kind == kind) && (query.MetricName is null || HasMetric(kind)));

    public static bool HasMetric(FeedbackKind kind) => kind is FeedbackKind.Boolean or FeedbackKind.Float;

    /// <summary>The same order in every database.</summary>
    public static IReadOnlyList<FeedbackSummary> Sort(List<FeedbackSummary> summaries)
    {
        summaries.Sort(static (one, other) => one.Kind != other.Kind
            ? one.Kind.CompareTo(other.Kind)
            : string.CompareOrdinal(one.MetricName, other.MetricName));
        return summaries;
    }
}
