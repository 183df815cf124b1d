using System.Collections.Concurrent;
using NUnit.Framework.Interfaces;
using TensorZero.Embedded.ClickHouseServer;
using TensorZero.Embedded.Storage.ClickHouse;
using TensorZero.Embedded.Storage.ClickHouse.Schema;

namespace TensorZero.Embedded.Tests.Storage.ClickHouse;

/// <summary>
/// A database of a test's own on the shared server. One with the library's tables is emptied when it is disposed, and the next test that needs
/// such a one has it, because making the tables costs more than most tests do; others are dropped, and so are those of tests that failed.
/// </summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private static readonly ConcurrentBag<TestDatabase> Emptied = [];

    private bool _isMigrated;

    private readonly Uri _server;

    private TestDatabase(Uri server, string name)
    {
        (_server, Name) = (server, name);
        Client = NewClient();
    }

    public string Name { get; }

    /// <summary>With the database; holds the password.</summary>
    public string Url => UrlOn(_server);

    /// <summary>Asks the database, beside what is tested.</summary>
    public ClickHouseClient Client { get; }

    /// <summary>A database that is there and empty; skips the running test where there is no server.</summary>
    public static async Task<TestDatabase> CreateAsync()
    {
        var database = await NameAsync();
        await database.CreateEmptyAsync();
        return database;
    }

    /// <summary>A database that has the library's tables and no rows; skips the running test where there is no server.</summary>
    public static async Task<TestDatabase> MigratedAsync()
    {
        if (Emptied.TryTake(out var emptied))
        {
            return emptied;
        }

        var database = await CreateAsync();
        await new ClickHouseMigrations(database.Client, TimeProvider.System).ApplyAsync(default);
        database._isMigrated = true;
        return database;
    }

    /// <summary>A name that no database has yet.</summary>
    public static async Task<TestDatabase> NameAsync() => new(await TestServer.UrlAsync(), $"test_{Some.Id():N}");

    public Task CreateEmptyAsync() =>
        Client.ExecuteAsync($"CREATE DATABASE {Name}", new ClickHouseParameters(), ClickHouseScope.Server, default);

    /// <summary>The database for another of the server's users; only on our own server.</summary>
    public string UrlOf(string user) =>
        UrlOn(new UriBuilder(_server) { UserName = user, Password = Uri.EscapeDataString(ServerUsers.Password) }.Uri);

    public ClickHouseClient NewClient(string? url = null, ClickHouseOptions? options = null, TimeProvider? time = null) =>
        new(ClickHouseAddress.Parse(url ?? Url), options ?? new ClickHouseOptions(), time ?? TimeProvider.System);

    /// <summary>One number, such as a count.</summary>
    public Task<long> CountAsync(string sql) => Client.FindAsync(sql, null, static row => row.GetInt64(0), default);

    /// <summary>Every row as the JSON that the server sends, columns in order.</summary>
    public Task<List<string>> RowsAsync(string sql) =>
        Client.ListAsync($"SELECT toJSONString(tuple(*)) FROM ({sql})", null, static row => row.GetText(0), default);

    public async ValueTask DisposeAsync()
    {
        if (_isMigrated && TestContext.CurrentContext.Result.Outcome.Status != TestStatus.Failed)
        {
            await Client.ExecuteAsync($"TRUNCATE ALL TABLES FROM {Name} NOT LIKE '{ClickHouseSchema.VersionTable}'", default);
            Emptied.Add(this);
            return;
        }

        await Client.ExecuteAsync($"DROP DATABASE IF EXISTS {Name} SYNC", new ClickHouseParameters(), ClickHouseScope.Server, default);
        Client.Dispose();
    }

    private string UrlOn(Uri server) => new UriBuilder(server) { Path = Name }.Uri.AbsoluteUri;
}
