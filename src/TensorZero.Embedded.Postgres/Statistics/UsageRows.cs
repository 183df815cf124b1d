using System.Text;
using Npgsql;
using TensorZero.Embedded.Postgres.Connections;
using TensorZero.Embedded.Postgres.Schema;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Postgres.Statistics;

/// <summary>Adds up tokens and cost.</summary>
internal static class UsageRows
{
    public static async Task<IReadOnlyList<UsageStatistics>> ReadAsync(
        NpgsqlConnection connection, UsageQuery query, CancellationToken cancellationToken)
    {
        var parameters = new PostgresParameters();
        var sql = new StringBuilder()
            .Append($"SELECT {StatisticsKeys.Columns(query.GroupBy, query.Period)},\n")
            .Append(
                $"""
                count(*), count(*) FILTER (WHERE i.cached), count(i.input_tokens + i.output_tokens), count(i.cost),
                coalesce(sum(i.input_tokens), 0)::bigint, coalesce(sum(i.output_tokens), 0)::bigint,
                coalesce(sum(i.provider_cache_read_input_tokens), 0)::bigint, coalesce(sum(i.provider_cache_write_input_tokens), 0)::bigint,
                sum(i.cost)
                FROM {PostgresSchema.Name}.model_inference i
                WHERE true
                """)
            .AppendNames(parameters, query)
            .AppendModel(parameters, query.ModelName, query.ProviderName)
            .AppendTimes(parameters, query)
            .Append(StatisticsKeys.GroupAndOrder());

        return await PostgresRows
            .ReadAsync(connection, parameters, sql.ToString(), UsageStatisticsRow.Read, cancellationToken)
            .ConfigureAwait(false);
    }
}
