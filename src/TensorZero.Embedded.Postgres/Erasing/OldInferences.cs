using System.Text;
using Npgsql;
using TensorZero.Embedded.Postgres.Connections;
using TensorZero.Embedded.Postgres.Reading;
using TensorZero.Embedded.Postgres.Schema;

namespace TensorZero.Embedded.Postgres.Erasing;

/// <summary>Finds the inferences that began before a moment, failed ones included, oldest first.</summary>
internal static class OldInferences
{
    private static readonly string[] Tables = ["chat_inference", "json_inference", "failed_inference"];

    public static Task<List<Guid>> FindAsync(
        NpgsqlConnection connection, DateTimeOffset moment, Guid? after, bool withContent, int maxIds, CancellationToken cancellationToken)
    {
        var parameters = new PostgresParameters();
        var sql = new StringBuilder();
        foreach (var table in Tables)
        {
            sql.Append(sql.Length == 0 ? "" : "\nUNION ALL\n").Append($"SELECT i.id AS id FROM {PostgresSchema.Name}.{table} i WHERE ");
            PostgresFilter.Append(sql, parameters, new TimeFilter(FilterComparison.LessThan, moment));
            sql.Append(after is { } last ? $" AND i.id > {parameters.Add(last)}" : "").Append(withContent ? " AND i.input IS NOT NULL" : "");
        }

        sql.Append($"\nORDER BY id LIMIT {parameters.Add(maxIds)}");
        return PostgresRows.ReadAsync(connection, parameters, sql.ToString(), static (_, id) => id, cancellationToken);
    }
}
