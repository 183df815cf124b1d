using System.Text;
using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>Counts inferences.</summary>
internal static class ThroughputRows
{
    public static IReadOnlyList<ThroughputStatistics> Read(SqliteConnection connection, ThroughputQuery query)
    {
        var parameters = new SqliteParameters();
        var sql = new StringBuilder().Append(
            $"""
            SELECT {StatisticsKeys.Columns(query.GroupBy, query.Period)}, sum(i.answered), sum(NOT i.answered), count(DISTINCT i.episode_id)
            FROM (

            """);
        Append("chat_inference", "i.variant_name", "1 AS answered, i.episode_id AS episode_id");
        sql.Append("\nUNION ALL\n");
        Append("json_inference", "i.variant_name", "1 AS answered, i.episode_id AS episode_id");
        sql.Append("\nUNION ALL\n");
        Append("failed_inference", "coalesce(i.variant_name, '')", "0, NULL");
        sql.Append(") i").Append(StatisticsKeys.GroupAndOrder());

        return SqliteRows.Read(connection, parameters, sql.ToString(), ThroughputStatisticsRow.Read);

        void Append(string table, string variant, string counted) => sql
            .Append($"SELECT i.function_name AS function_name, {variant} AS variant_name, i.timestamp AS timestamp, ")
            .Append(counted)
            .Append($" FROM {table} i WHERE 1")
            .AppendNames(parameters, query, variant: variant)
            .AppendTimes(parameters, query);
    }
}
