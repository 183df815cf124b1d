using System.Globalization;
using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Storage.Sqlite;

namespace TensorZero.Embedded.Tests.Storage.Sqlite;

/// <summary>
/// A database file in a folder of its own, removed at the end; and a second connection to look at it, or to be in the way.
/// </summary>
internal sealed class TemporaryDatabase : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tensorzero-").FullName;

    public TemporaryDatabase() => Path = System.IO.Path.Combine(_folder, "tensorzero.db");

    public string Path { get; }

    /// <summary>Locks are reported at once, so that no test waits for one.</summary>
    public SqliteOptions Options => new() { Path = Path, BusyTimeout = TimeSpan.Zero };

    public SqliteStore Open() => SqliteStore.Open(Options, TimeProvider.System);

    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    public object? Query(string sql)
    {
        using var connection = Connect();
        using var command = new SqliteCommand(sql, connection);
        return command.ExecuteScalar();
    }

    /// <summary>A row's columns are joined by <c>|</c>; a blob is in hexadecimal.</summary>
    public IReadOnlyList<string> Rows(string sql)
    {
        using var connection = Connect();
        using var command = new SqliteCommand(sql, connection);
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => Text(reader.GetValue(column)))));
        }

        return rows;
    }

    public void Execute(string sql)
    {
        using var connection = Connect();
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Text(object value) => value switch
    {
        DBNull => "null",
        byte[] bytes => Convert.ToHexStringLower(bytes),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
