using System.Text;
using Microsoft.Data.Sqlite;

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

        using var command = parameters.CreateCommand(connection, sql.ToString());
        using var reader = command.ExecuteReader();
        var rows = new List<UsageStatistics>();
        while (reader.Read())
        {
            rows.Add(ReadRow(reader));
        }

        return rows;
    }

    private static UsageStatistics ReadRow(SqliteDataReader reader) => new()
    {
        Key = StatisticsKeys.Read(reader),
        CallCount = reader.GetInt64(StatisticsKeys.Count),
        CachedCallCount = reader.GetInt64(StatisticsKeys.Count + 1),
        CallsWithTokens = reader.GetInt64(StatisticsKeys.Count + 2),
        CallsWithCost = reader.GetInt64(StatisticsKeys.Count + 3),
        InputTokens = reader.GetInt64(StatisticsKeys.Count + 4),
        OutputTokens = reader.GetInt64(StatisticsKeys.Count + 5),
        ProviderCacheReadInputTokens = reader.GetInt64(StatisticsKeys.Count + 6),
        ProviderCacheWriteInputTokens = reader.GetInt64(StatisticsKeys.Count + 7),
        Cost = NanoDollars.ToDollars(reader.GetOptionalNumber(StatisticsKeys.Count + 8)),
    };
}
