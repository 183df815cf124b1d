using System.Text;
using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>Adds up tokens and cost.</summary>
internal static class UsageRows
{
    public static IReadOnlyList<UsageStatistics> Read(SqliteConnection connection, UsageQuery query)
    {
        var parameters = new SqliteParameters();
        var sql = new StringBuilder()
            .Append($"SELECT {StatisticsKeys.Columns(query.GroupBy, query.Period)},\n")
            .Append(
                """
                count(*), sum(i.cached), count(i.input_tokens + i.output_tokens), count(i.cost_nano_usd),
                coalesce(sum(i.input_tokens), 0), coalesce(sum(i.output_tokens), 0),
                coalesce(sum(i.provider_cache_read_input_tokens), 0), coalesce(sum(i.provider_cache_write_input_tokens), 0),
                sum(i.cost_nano_usd)
                FROM model_inference i
                WHERE 1
                """)
            .AppendNames(parameters, query)
            .AppendModel(parameters, query.ModelName, query.ProviderName)
            .AppendTimes(parameters, query)
            .Append(StatisticsKeys.GroupAndOrder());

        return SqliteRows.Read(connection, parameters, sql.ToString(), UsageStatisticsRow.Read);
    }
}
