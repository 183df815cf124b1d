using System.Text;

namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>What statistics are narrowed to, as conditions that follow another one.</summary>
internal static class StatisticsConditions
{
    public static string Names(ClickHouseParameters parameters, StatisticsQuery query, string function, string variant) =>
        Equal(parameters, function, query.FunctionName) + Equal(parameters, variant, query.VariantName);

    public static string Model(ClickHouseParameters parameters, string? modelName, string? providerName) =>
        Equal(parameters, "m.model_name", modelName) + Equal(parameters, "m.model_provider_name", providerName);

    /// <param name="parameters">Takes the values.</param>
    /// <param name="query">What to narrow to.</param>
    /// <param name="key">The key of a row, which begins with its time.</param>
    public static string Times(ClickHouseParameters parameters, StatisticsQuery query, string key)
    {
        var sql = new StringBuilder();
        if (query.From is { } from)
        {
            Append(FilterComparison.GreaterThanOrEqual, from);
        }

        if (query.To is { } to)
        {
            Append(FilterComparison.LessThan, to);
        }

        return sql.ToString();

        void Append(FilterComparison comparison, DateTimeOffset time) =>
            sql.Append($" AND {ClickHouseFilter.Time(parameters, key, new TimeFilter(comparison, time))}");
    }

    private static string Equal(ClickHouseParameters parameters, string column, string? value) =>
        value is null ? "" : $" AND {column} = {parameters.Add(value)}";
}
