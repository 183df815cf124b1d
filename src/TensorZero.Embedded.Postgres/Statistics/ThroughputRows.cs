using System.Text;
using Npgsql;
using TensorZero.Embedded.Postgres.Connections;
using TensorZero.Embedded.Postgres.Schema;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Postgres.Statistics;

/// <summary>Counts inferences.</summary>
internal static class ThroughputRows
{
    public static async Task<IReadOnlyList<ThroughputStatistics>> ReadAsync(
        NpgsqlConnection connection, ThroughputQuery query, CancellationToken cancellationToken)
    {
        var parameters = new PostgresParameters();
        var sql = new StringBuilder().Append(
            $"""
            SELECT {StatisticsKeys.Columns(query.GroupBy, query.Period)}, 
                count(*) FILTER (WHERE i.answered), count(*) FILTER (WHERE NOT i.answered), count(DISTINCT i.episode_id)
            FROM (

            """);
        Append("chat_inference", "i.variant_name", "true AS answered, i.episode_id AS episode_id");
        sql.Append("\nUNION ALL\n");
        Append("json_inference", "i.variant_name", "true AS answered, i.episode_id AS episode_id");
        sql.Append("\nUNION ALL\n");
        Append("failed_inference", "coalesce(i.variant_name, '')", "false, NULL");
        sql.Append(") i").Append(StatisticsKeys.GroupAndOrder());

        return await PostgresRows
            .ReadAsync(connection, parameters, sql.ToString(), ThroughputStatisticsRow.Read, cancellationToken)
            .ConfigureAwait(false);

        void Append(string table, string variant, string counted) => sql
            .Append($"SELECT i.function_name AS function_name, {variant} AS variant_name, i.timestamp AS timestamp, ")
            .Append(counted)
            .Append($" FROM {PostgresSchema.Name}.{table} i WHERE true")
            .AppendNames(parameters, query, variant)
            .AppendTimes(parameters, query);
    }
}
