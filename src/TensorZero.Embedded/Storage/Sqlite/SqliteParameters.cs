using Microsoft.Data.Sqlite;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>Collects a query's values and hands out a name for each.</summary>
internal sealed class SqliteParameters
{
    private readonly List<SqliteParameter> _parameters = [];

    /// <summary>Keeps the value and returns the name to write in its place.</summary>
    public string Add(object value)
    {
        var name = $"$p{_parameters.Count}";
        _parameters.Add(new SqliteParameter(name, value));
        return name;
    }

    public string Add(Guid id) => Add((object)id.ToByteArray(bigEndian: true));

    public SqliteCommand CreateCommand(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddRange(_parameters);
        return command;
    }
}
