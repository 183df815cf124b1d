namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>Where inferences stand in their tables, which are not sorted by id.</summary>
internal static class InferencePlace
{
    /// <summary>A condition on rows with the alias <c>i</c>, from one on rows of <c>InferenceById</c>: it finds them by the table's order.</summary>
    public static string Of(string condition) =>
        $"""
        (i.function_name, i.variant_name, i.episode_id) IN (
            SELECT function_name, variant_name, episode_id FROM InferenceById WHERE {condition})
        """;
}
