using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>A prepared statement for each table that is written.</summary>
internal sealed class SqliteTables(SqliteConnection connection) : IRowTables, IDisposable
{
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);

    public string CostColumn => "cost_nano_usd";

    public RowWriter Table(string table, string columns)
    {
        if (!_statements.TryGetValue(table, out var statement))
        {
            var values = string.Join(", ", columns.Split(',').Select(static _ => "?"));
            statement = new SqliteStatement(
                connection, $"INSERT INTO {table} ({columns}) VALUES ({values}) ON CONFLICT DO NOTHING");
            _statements.Add(table, statement);
        }

        return statement;
    }

    public RowWriter HumanFeedback()
    {
        const string Table = "inference_evaluation_human_feedback";
        if (!_statements.TryGetValue(Table, out var statement))
        {
            statement = new SqliteStatement(
                connection,
                $"""
                INSERT INTO {Table} ({HumanFeedbackRow.GivenColumns}, output)
                SELECT ?1, ?2, ?3, ?4, ?5, coalesce(output, '')
                FROM (SELECT output FROM chat_inference WHERE id = ?6 UNION ALL SELECT output FROM json_inference WHERE id = ?6)
                WHERE true ON CONFLICT DO NOTHING
                """);
            _statements.Add(Table, statement);
        }

        return statement;
    }

    public void WriteTags(Guid inferenceId, IReadOnlyDictionary<string, string> tags)
    {
        var statement = Table("inference_tag", "key, value, inference_id");
        foreach (var (key, value) in tags)
        {
            statement.Bind(key).Bind(value).Bind(inferenceId).Execute();
        }
    }

    /// <summary>After an error: no statement keeps half a row.</summary>
    public void Reset()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Reset();
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }
    }
}
