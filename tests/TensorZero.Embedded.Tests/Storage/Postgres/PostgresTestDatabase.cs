using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using TensorZero.Embedded.Postgres;
using TensorZero.Embedded.Postgres.Connections;
using TensorZero.Embedded.Storage;

namespace TensorZero.Embedded.Tests.Storage.Postgres;

/// <summary>An empty database of a test's own, and other connections to look at it or to be in the way.</summary>
internal sealed class PostgresTestDatabase : IAsyncDisposable
{
    private readonly NpgsqlConnectionStringBuilder _server;

    private PostgresTestDatabase(string serverUrl)
    {
        _server = new NpgsqlConnectionStringBuilder(PostgresAddress.Parse(serverUrl, poolSize: 1).ConnectionString)
        {
            Pooling = false,
            Database = "postgres",
        };
        Name = $"test_{Some.Id():n}";
        Address = new NpgsqlConnectionStringBuilder(_server.ConnectionString) { Database = Name, Pooling = true, MaxPoolSize = 10 }.ToString();
    }

    public string Name { get; }

    /// <summary>What an application would be given.</summary>
    public string Address { get; }

    /// <summary>How messages name it.</summary>
    public string DisplayName => $"{Name} on {_server.Host}:{_server.Port}";

    public static async Task<PostgresTestDatabase> CreateAsync(string? serverUrl = null, string options = "")
    {
        var database = new PostgresTestDatabase(serverUrl ?? await PostgresTestServer.UrlAsync());
        await database.ExecuteOnServerAsync($"CREATE DATABASE {database.Name} {options}");
        return database;
    }

    public PostgresStore Open(bool migrates = true, TimeProvider? time = null) =>
        new(Address, new StoreSettings(time ?? TimeProvider.System, NullLoggerFactory.Instance, migrates));

    public async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Address) { Pooling = false }.ToString());
        await connection.OpenAsync();
        return connection;
    }

    public async Task<object?> QueryAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>A row's columns are joined by <c>|</c>.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount)
                .Select(column => reader.IsDBNull(column) ? "null" : Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture))));
        }

        return rows;
    }

    public async Task ExecuteAsync(string sql) => await QueryAsync(sql);

    public async ValueTask DisposeAsync() => await ExecuteOnServerAsync($"DROP DATABASE {Name} WITH (FORCE)");

    private async Task ExecuteOnServerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_server.ToString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
