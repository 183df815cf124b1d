using TensorZero.Embedded.Postgres.Connections;
using TensorZero.Embedded.Storage;

namespace TensorZero.Embedded.Postgres.Reading;

/// <summary>
/// Looks for a text in the JSON of the input and the output of a row with the alias <c>i</c>. These columns have the collation C, in which
/// <c>lower</c> changes the letters from A to Z and no other.
/// </summary>
internal static class PostgresSearch
{
    public static string Condition(PostgresParameters parameters, string text)
    {
        var needle = parameters.Add(SearchText.AsStored(text));
        return $"(coalesce(strpos(lower(i.input), {needle}), 0) > 0 OR coalesce(strpos(lower(i.output), {needle}), 0) > 0)";
    }

    /// <summary>How often it stands there, without overlaps.</summary>
    public static string Relevance(PostgresParameters parameters, string text)
    {
        var needle = parameters.Add(SearchText.AsStored(text));
        string In(string column) =>
            $"coalesce((length({column}) - length(replace(lower({column}), {needle}, ''))) / length({needle}), 0)";
        return $"({In("i.input")} + {In("i.output")})";
    }
}
