using TensorZero.Embedded.Storage.Sqlite;
using TensorZero.Embedded.Tests.Storage.Sqlite;

namespace TensorZero.Embedded.Tests.Inference;

/// <summary>A whole engine over TOML text, recording into a file of its own, and a look into that file.</summary>
internal sealed class EngineWorld : IAsyncDisposable
{
    private readonly TemporaryDatabase _database = new();

    private EngineWorld(string toml, Action<TensorZeroOptions>? configure)
    {
        var options = new TensorZeroOptions
        {
            Configuration = TensorZeroConfiguration.FromToml(toml),
            SqlitePath = _database.Path,
            EnvironmentVariable = _ => null,
        };
        configure?.Invoke(options);
        Engine = TensorZeroEngine.Create(options);
    }

    public TensorZeroEngine Engine { get; }

    public IInferenceClient Client => Engine.Inference;

    /// <summary>Opens the file as another process would.</summary>
    public SqliteStore OpenStore() => _database.Open();

    public static EngineWorld Start(string toml, Action<TensorZeroOptions>? configure = null) => new(toml, configure);

    /// <summary>Runs SQL when everything recorded so far is written. A row's columns are joined by <c>|</c>; a blob is in hexadecimal.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string sql)
    {
        await Engine.DrainedAsync().OrFail();
        await Engine.FlushAsync().OrFail();
        return _database.Rows(sql);
    }

    /// <summary>Changes the file behind the engine's back.</summary>
    public void Execute(string sql) => _database.Execute(sql);

    /// <summary>Every text of every row of every table.</summary>
    public async Task<string> EverythingAsync()
    {
        var tables = await RowsAsync("SELECT name FROM sqlite_master WHERE type = 'table'");
        var all = new List<string>();
        foreach (var table in tables)
        {
            all.AddRange((await RowsAsync($"SELECT * FROM \"{table}\"")).Select(row => $"{table}|{row}"));
        }

        return string.Join('\n', all);
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        _database.Dispose();
    }
}
