using System.Text;
using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>Reads episodes by their ids, a page at a time.</summary>
internal static class EpisodePages
{
    /// <summary>How many episodes are read at once.</summary>
    public const int Size = 500;

    private static readonly string[] Tables = ["chat_inference", "json_inference"];

    /// <param name="connection">Where to read.</param>
    /// <param name="functionName">Only episodes with an inference of this function; null for all.</param>
    /// <param name="page">Which of them.</param>
    public static List<StoredEpisode> Read(SqliteConnection connection, string? functionName, IdPage page)
    {
        var parameters = new SqliteParameters();
        var limit = parameters.Add(page.Size);
        var sql = new StringBuilder("SELECT episode_id, sum(inferences), min(first_id), max(last_id) FROM (\n");
        foreach (var table in Tables)
        {
            // The first episodes of all are among the first of each table.
            sql.Append(table == Tables[0] ? "" : "\nUNION ALL\n")
                .Append("SELECT * FROM (SELECT i.episode_id, count(*) AS inferences, min(i.id) AS first_id, max(i.id) AS last_id ")
                .Append($"FROM {table} i WHERE 1");
            if (functionName is not null)
            {
                sql.Append($" AND {OfFunction(parameters, functionName)}");
            }

            sql.Append(page.Below is { } end ? $" AND i.episode_id < {parameters.Add(end)}" : "")
                .Append(page.Above is { } start ? $" AND i.episode_id > {parameters.Add(start)}" : "")
                .Append($" GROUP BY i.episode_id ORDER BY i.episode_id {page.Order} LIMIT {limit})");
        }

        sql.Append($")\nGROUP BY episode_id ORDER BY episode_id {page.Order} LIMIT {limit}");
        return SqliteRows.Read(connection, parameters, sql.ToString(), StoredEpisodeRow.Read);
    }

    public static long Count(SqliteConnection connection, string? functionName)
    {
        var parameters = new SqliteParameters();
        var condition = $" WHERE episode_id < {parameters.Add(WorkflowEpisodeIds.First)}"
            + (functionName is null ? "" : $" AND function_name = {parameters.Add(functionName)}");
        var sql = $"""
            SELECT count(*) FROM (
                SELECT episode_id FROM chat_inference{condition} UNION SELECT episode_id FROM json_inference{condition})
            """;
        using var command = parameters.CreateCommand(connection, sql);
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>The plus keeps SQLite from going through all of the function's inferences for each episode.</summary>
    private static string OfFunction(SqliteParameters parameters, string functionName)
    {
        var name = parameters.Add(functionName);
        return "(" + string.Join(" OR ", Tables.Select(table =>
            $"EXISTS (SELECT 1 FROM {table} f WHERE f.episode_id = i.episode_id AND +f.function_name = {name})")) + ")";
    }
}
