namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>
/// Where the inferences of a query are found, with the alias <c>i</c> and the columns <c>id_uint</c>, <c>function_name</c>,
/// <c>variant_name</c>, <c>episode_uint</c>, and <c>relevance</c> in a search: in the table whose order leads to them.
/// </summary>
internal static class InferenceSource
{
    private static readonly string[] Tables = ["ChatInference", "JsonInference"];

    /// <param name="parameters">Takes the values.</param>
    /// <param name="query">What to find.</param>
    /// <param name="final">Whether an inference that is there twice is found once. Reading the newest first is only quick without.</param>
    public static string Of(ClickHouseParameters parameters, InferenceQuery query, bool final)
    {
        var once = final ? " FINAL" : "";
        if (query.SearchText is { } text)
        {
            return $"({string.Join("\nUNION ALL\n", Tables.Select(table => Search(parameters, query, text, table)))}) i";
        }

        if (query.EpisodeId is { } episode)
        {
            return
                $"""
                (SELECT id_uint, function_name, variant_name, episode_id_uint AS episode_uint
                FROM InferenceByEpisodeId{once} WHERE episode_id_uint = {IdSql.Key(parameters.Add(episode))}) i
                """;
        }

        if (DecidingTag(query.Filter) is { } tag)
        {
            return
                $"""
                (SELECT toUInt128(inference_id) AS id_uint, function_name, variant_name, toUInt128(episode_id) AS episode_uint
                FROM TagInference{once} WHERE key = {parameters.Add(tag.Key)} AND value = {parameters.Add(tag.Value)}) i
                """;
        }

        return $"(SELECT id_uint, function_name, variant_name, toUInt128(episode_id) AS episode_uint FROM InferenceById{once}) i";
    }

    /// <summary>The server's <c>lower</c> changes the letters from A to Z and no other.</summary>
    private static string Search(ClickHouseParameters parameters, InferenceQuery query, string text, string table)
    {
        var needle = parameters.Add(SearchText.AsStored(text));
        return
            $"""
            SELECT toUInt128(s.id) AS id_uint, any(s.function_name) AS function_name, any(s.variant_name) AS variant_name,
                any(toUInt128(s.episode_id)) AS episode_uint,
                any(countSubstrings(lower(s.input), {needle}) + countSubstrings(lower(s.output), {needle})) AS relevance
            FROM {table} s WHERE 1{Names(parameters, query, "s")}
                AND (position(lower(s.input), {needle}) > 0 OR position(lower(s.output), {needle}) > 0)
            GROUP BY s.id
            """;
    }

    /// <summary>The query's function, variant and episode, as conditions on a row.</summary>
    private static string Names(ClickHouseParameters parameters, InferenceQuery query, string alias) =>
        (query.FunctionName is { } function ? $" AND {alias}.function_name = {parameters.Add(function)}" : "")
        + (query.VariantName is { } variant ? $" AND {alias}.variant_name = {parameters.Add(variant)}" : "")
        + (query.EpisodeId is { } episode ? $" AND {alias}.episode_id = {parameters.Add(episode)}" : "");

    private static TagFilter? DecidingTag(InferenceFilter? filter) => filter switch
    {
        TagFilter { Comparison: TagComparison.Equal } tag => tag,
        AndFilter and => and.Children.OfType<TagFilter>().FirstOrDefault(tag => tag.Comparison == TagComparison.Equal),
        _ => null,
    };
}
