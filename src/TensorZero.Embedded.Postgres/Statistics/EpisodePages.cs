using System.Text;
using Npgsql;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Postgres.Connections;
using TensorZero.Embedded.Postgres.Schema;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Postgres.Statistics;

/// <summary>Reads episodes by their ids, a page at a time.</summary>
internal static class EpisodePages
{
    /// <summary>How many episodes are read at once.</summary>
    public const int Size = 500;

    /// <summary>PostgreSQL finds no least uuid, but these texts sort alike.</summary>
    private const string IdText = "i.id::text COLLATE \"C\"";

    private static readonly string[] Tables = ["chat_inference", "json_inference"];

    /// <param name="connection">Where to read.</param>
    /// <param name="functionName">Only episodes with an inference of this function; null for all.</param>
    /// <param name="page">Which of them.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public static Task<List<StoredEpisode>> ReadAsync(
        NpgsqlConnection connection, string? functionName, IdPage page, CancellationToken cancellationToken)
    {
        var parameters = new PostgresParameters();
        var limit = parameters.Add(page.Size);
        var sql = new StringBuilder("SELECT episode_id, sum(inferences)::bigint, min(first_id)::uuid, max(last_id)::uuid FROM (\n");
        foreach (var table in Tables)
        {
            // The first episodes of all are among the first of each table.
            sql.Append(table == Tables[0] ? "" : "\nUNION ALL\n")
                .Append($"(SELECT i.episode_id, count(*) AS inferences, min({IdText}) AS first_id, max({IdText}) AS last_id ")
                .Append($"FROM {PostgresSchema.Name}.{table} i WHERE true");
            if (functionName is not null)
            {
                sql.Append($" AND {OfFunction(parameters, functionName)}");
            }

            sql.Append(page.Below is { } end ? $" AND i.episode_id < {parameters.Add(end)}" : "")
                .Append(page.Above is { } start ? $" AND i.episode_id > {parameters.Add(start)}" : "")
                .Append($" GROUP BY i.episode_id ORDER BY i.episode_id {page.Order} LIMIT {limit})");
        }

        sql.Append($") e\nGROUP BY episode_id ORDER BY episode_id {page.Order} LIMIT {limit}");
        return PostgresRows.ReadAsync(connection, parameters, sql.ToString(), StoredEpisodeRow.Read, cancellationToken);
    }

    public static Task<long> CountAsync(NpgsqlConnection connection, string? functionName, CancellationToken cancellationToken)
    {
        var parameters = new PostgresParameters();
        var condition = $" WHERE episode_id < {parameters.Add(WorkflowEpisodeIds.First)}"
            + (functionName is null ? "" : $" AND function_name = {parameters.Add(functionName)}");
        var sql = $"""
            SELECT count(*) FROM (
                SELECT episode_id FROM {PostgresSchema.Name}.chat_inference{condition}
                UNION
                SELECT episode_id FROM {PostgresSchema.Name}.json_inference{condition}) e
            """;
        return PostgresRows.CountAsync(connection, parameters, sql, cancellationToken);
    }

    private static string OfFunction(PostgresParameters parameters, string functionName)
    {
        var name = parameters.Add(functionName);
        return "(" + string.Join(" OR ", Tables.Select(table =>
            $"EXISTS (SELECT 1 FROM {PostgresSchema.Name}.{table} f WHERE f.episode_id = i.episode_id AND f.function_name = {name})")) + ")";
    }
}
