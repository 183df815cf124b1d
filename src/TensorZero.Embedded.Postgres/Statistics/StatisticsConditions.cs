using System.Text;
using TensorZero.Embedded.Postgres.Connections;
using TensorZero.Embedded.Postgres.Reading;

namespace TensorZero.Embedded.Postgres.Statistics;

/// <summary>What statistics are narrowed to, as conditions on rows with the alias <c>i</c>.</summary>
internal static class StatisticsConditions
{
    /// <param name="sql">Ends with a condition.</param>
    /// <param name="parameters">Takes the values.</param>
    /// <param name="query">What to narrow to.</param>
    /// <param name="variant">Where the variant stands.</param>
    public static StringBuilder AppendNames(
        this StringBuilder sql, PostgresParameters parameters, StatisticsQuery query, string variant = "i.variant_name") =>
        sql.AppendEqual(parameters, "i.function_name", query.FunctionName).AppendEqual(parameters, variant, query.VariantName);

    public static StringBuilder AppendModel(
        this StringBuilder sql, PostgresParameters parameters, string? modelName, string? providerName) =>
        sql.AppendEqual(parameters, "i.model_name", modelName).AppendEqual(parameters, "i.model_provider_name", providerName);

    /// <summary>By the ids, which begin with the time and are indexed.</summary>
    public static StringBuilder AppendTimes(this StringBuilder sql, PostgresParameters parameters, StatisticsQuery query)
    {
        if (query.From is { } from)
        {
            sql.Append(" AND ");
            PostgresFilter.Append(sql, parameters, new TimeFilter(FilterComparison.GreaterThanOrEqual, from));
        }

        if (query.To is { } to)
        {
            sql.Append(" AND ");
            PostgresFilter.Append(sql, parameters, new TimeFilter(FilterComparison.LessThan, to));
        }

        return sql;
    }

    private static StringBuilder AppendEqual(this StringBuilder sql, PostgresParameters parameters, string column, string? value) =>
        value is null ? sql : sql.Append($" AND {column} = {parameters.Add(value)}");
}
