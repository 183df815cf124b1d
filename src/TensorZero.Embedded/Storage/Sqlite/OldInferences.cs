using System.Text;
using Microsoft.Data.Sqlite;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>Finds the inferences that began before a moment, failed ones included, oldest first.</summary>
internal static class OldInferences
{
    private static readonly string[] Tables = ["chat_inference", "json_inference", "failed_inference"];

    public static List<Guid> Find(SqliteConnection connection, DateTimeOffset moment, Guid? after, bool withContent, int maxIds)
    {
        var parameters = new SqliteParameters();
        var sql = new StringBuilder();
        foreach (var table in Tables)
        {
            sql.Append(sql.Length == 0 ? "" : "\nUNION ALL\n").Append($"SELECT i.id AS id FROM {table} i WHERE ");
            SqliteFilter.Append(sql, parameters, new TimeFilter(FilterComparison.LessThan, moment));
            sql.Append(after is { } last ? $" AND i.id > {parameters.Add(last)}" : "").Append(withContent ? " AND i.input IS NOT NULL" : "");
        }

        sql.Append($"\nORDER BY id LIMIT {parameters.Add(maxIds)}");
        return SqliteRows.Read(connection, parameters, sql.ToString(), static (_, id) => id);
    }
}
