using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Engine;
using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Providers.Cassettes;
using TensorZero.Embedded.Storage;

namespace TensorZero.Embedded;

/// <summary>
/// What is set in C# rather than in the configuration. Read once, when the engine starts. Where both say something, this wins over the
/// environment, and the environment over the configuration.
/// </summary>
public sealed class TensorZeroOptions
{
    /// <summary>The configuration: functions, models, tools, metrics. Default: an empty one, which serves bare models only.</summary>
    public TensorZeroConfiguration Configuration { get; set; } = TensorZeroConfiguration.FromToml("");

    /// <summary>
    /// Whether to load the configuration anew when one of its files, templates or schemas changes. Default: false. What is wrong with the
    /// changed files is logged as errors, and the configuration before them stays.
    /// </summary>
    public bool ReloadOnChange { get; set; }

    /// <summary>
    /// The SQLite file that everything is recorded in, or <c>:memory:</c>. Null takes <c>TENSORZERO_SQLITE_PATH</c>, then the configuration's
    /// <c>embedded.sqlite_path</c>, then <c>tensorzero.db</c> in <see cref="ContentRoot"/>.
    /// </summary>
    public string? SqlitePath { get; set; }

    /// <summary>
    /// The ClickHouse database that everything is recorded in instead: <c>http[s]://user:password@host:port/database</c>. It may hold a
    /// password, which is never logged. Null takes <c>TENSORZERO_CLICKHOUSE_URL</c>, unless a SQLite file is chosen. The server need not be up
    /// at the start; meanwhile records wait in the journal.
    /// </summary>
    public string? ClickHouseUrl { get; set; }

    /// <summary>The folder that a relative SQLite path starts from. Default: the host's content root, else the current folder.</summary>
    public string? ContentRoot { get; set; }

    /// <summary>Where log lines go. Default: the container's logger factory, else nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>The clock. Default: the container's <see cref="System.TimeProvider"/>, else the system's.</summary>
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>
    /// Where environment variables are read. Default: the process's environment. May return secrets; the values are never logged.
    /// </summary>
    public Func<string, string?> EnvironmentVariable { get; set; } = Environment.GetEnvironmentVariable;

    /// <summary>Changes the connections to providers (proxy, certificates) before their first use. Default: none.</summary>
    public Action<SocketsHttpHandler>? ConfigureHttp { get; set; }

    /// <summary>
    /// Gives the client for each provider request, in place of the engine's own connections; it is not disposed. Default: none. For a
    /// client factory: <c>options.HttpClient = () => factory.CreateClient("…")</c>.
    /// </summary>
    public Func<HttpMessageInvoker>? HttpClient { get; set; }

    /// <summary>
    /// Answers in place of the providers, in tests, or records what they answer. Default: none. It is not disposed. When it replays, no
    /// credential is looked for.
    /// </summary>
    public Cassette? Cassette { get; set; }

    /// <summary>See each request and each answer, in this order. Default: those of the container.</summary>
    public IList<IInferenceHook> Hooks { get; } = [];

    /// <summary>Rewrites content before it is recorded or traced. Default: the container's, else none.</summary>
    public IContentRedactor? Redactor { get; set; }

    /// <summary>
    /// Whether prompts and answers stand in the spans of provider calls. Null takes the configuration's
    /// <c>gateway.export.otlp.traces.include_content</c>, which is false by default. Content that is not recorded
    /// (<c>embedded.record_content = false</c>) is not traced either, and the <see cref="Redactor"/> sees it first.
    /// </summary>
    public bool? IncludeContentInTraces { get; set; }

    /// <summary>Opens PostgreSQL databases; null when the application does not use its package.</summary>
    internal IStoreFactory? PostgresFactory { get; set; }

    /// <summary>The PostgreSQL database; null takes the environment's. May hold a password.</summary>
    internal string? PostgresUrl { get; set; }

    internal DatabaseOptions Database => new()
    {
        SqlitePath = SqlitePath,
        ClickHouseUrl = ClickHouseUrl,
        PostgresUrl = PostgresUrl,
        PostgresFactory = PostgresFactory,
        ContentRoot = ContentRoot,
        Environment = EnvironmentVariable,
    };

    internal Dictionary<string, Func<ModelProviderSettings, ModelProvider>> CustomProviders { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds a type of provider, for <c>type = "…"</c> of a model's provider.</summary>
    /// <param name="type">The type's name.</param>
    /// <param name="create">Makes the provider of one configuration section. It lives as long as the configuration.</param>
    /// <exception cref="ArgumentException"><paramref name="type"/> is empty or already added.</exception>
    public TensorZeroOptions AddProviderType(string type, Func<ModelProviderSettings, ModelProvider> create)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        ArgumentNullException.ThrowIfNull(create);
        CustomProviders.Add(type, create);
        return this;
    }
}
