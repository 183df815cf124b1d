using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TensorZero.Embedded.Authentication;
using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Datasets;
using TensorZero.Embedded.Engine;
using TensorZero.Embedded.Episodes;
using TensorZero.Embedded.Export;
using TensorZero.Embedded.Feedback;
using TensorZero.Embedded.History;
using TensorZero.Embedded.Inference;
using TensorZero.Embedded.Models.Caching;
using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Providers.Cassettes;
using TensorZero.Embedded.Providers.Credentials;
using TensorZero.Embedded.Providers.Http;
using TensorZero.Embedded.Replay;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Telemetry;

namespace TensorZero.Embedded;

/// <summary>
/// The whole engine. Programs with a host get it from <c>services.AddTensorZero(…)</c>, others from <see cref="CreateAsync(string,
/// CancellationToken)"/>. Thread-safe; one per configuration. Disposing takes no new requests, gives those under way 10 seconds before it cuts
/// them, and waits up to 30 for the database to have every record.
/// </summary>
public sealed partial class TensorZeroEngine : IAsyncDisposable, IDisposable
{
    /// <summary>How long disposing waits for the database.</summary>
    private static readonly TimeSpan DisposePatience = TimeSpan.FromSeconds(30);

    /// <summary>How long the end waits for requests under way, drained streams included, before it cuts them: less than hosts give by default.</summary>
    private static readonly TimeSpan RequestPatience = TimeSpan.FromSeconds(10);

    private readonly SnapshotSource _snapshots;
    private readonly Recording _recording;
    private readonly InferenceCache? _cache;
    private readonly ProviderHttp _http;
    private readonly EngineParts _parts;
    private readonly IReadOnlySet<string> _customProviders;
    private readonly UuidV7Source _ids;
    private readonly StreamDrain _drain;
    private readonly RequestsUnderWay _requests = new();
    private readonly ILogger _logger;
    private readonly Lock _reloading = new();
    private readonly ReloadOnChange? _watch;
    private readonly Retention? _retention;
    private TensorZeroConfiguration _configuration;
    private bool _disposed;

    private TensorZeroEngine(TensorZeroOptions options)
    {
        var loggers = options.LoggerFactory ?? NullLoggerFactory.Instance;
        var time = options.TimeProvider ?? TimeProvider.System;
#pragma warning disable RS0030 // The one place where shared randomness comes in.
        var random = Random.Shared;
#pragma warning restore RS0030
        _logger = loggers.CreateLogger<TensorZeroEngine>();
        _drain = new StreamDrain(_logger);
        _configuration = options.Configuration;
        _customProviders = options.CustomProviders.Keys.ToHashSet(StringComparer.Ordinal);

        var problems = new ProblemList();
        var loaded = CheckedConfiguration.Load(_configuration, problems, _customProviders);
        var limits = LimitsOf(loaded.Root.Embedded);
        _http = options.HttpClient is { } client
            ? new ProviderHttp(client, time, limits) { Cassette = options.Cassette }
            : new ProviderHttp(time, limits, options.ConfigureHttp) { Cassette = options.Cassette };
        var credentials = options.Cassette is { IsRecording: false }
            ? new CredentialResolver(static _ => Cassette.NoKey, static _ => Cassette.NoKey)
            : new CredentialResolver(options.EnvironmentVariable, File.ReadAllText);
        _parts = new EngineParts(time, random, new ProviderCatalog(_http, credentials, options.CustomProviders, time, loggers));
        RetentionConfig retained;
        try
        {
            var database = options.Database;
            var choice = StoreChoice.Find(database, loaded.Root, problems);
            ServedVariables.Check(options.EnvironmentVariable, problems);
            _snapshots = new SnapshotSource(EngineBuilder.Build(loaded, _parts, problems));
            Warn(problems);
            _ids = new UuidV7Source(time, random);
            _recording = Recording.Open(choice, database, loaded.Root, _ids, time, loggers);
            retained = Retention.SettingsOf(loaded.Root, choice.IsPostgres);
        }
        catch
        {
            _http.Dispose();
            throw;
        }

        Meter = EngineTelemetry.CreateMeter();
        RecordMetrics.Add(Meter, _recording.Sink);
        var metrics = new RequestMetrics(Meter, loaded.Root.Gateway.LatencyOverheadBuckets);
        var recorder = new InferenceRecorder(_recording.Sink, new ContentRedaction(options.Redactor, _logger), metrics, new CallMetrics(Meter), time);
        var tracing = new InferenceTracing(options.IncludeContentInTraces, options.Redactor);
        var hooks = new InferenceHooks([.. options.Hooks]);
        _cache = _recording.Store?.Cache is { } replies ? new InferenceCache(replies, loaded.Root.Embedded.Cache.KeyTags, time, _logger) : null;
        var cacheUse = new CacheUse(_cache, holdsContent: options.Redactor is null);
        var entry = new RequestEntry(time, _ids, cacheUse);
        var workflows = new WorkflowEpisodes(_recording.Store?.WorkflowRuns);
        var pipeline = new InferencePipeline(entry, workflows, _snapshots, tracing, recorder, hooks, _drain, _requests);
        Inference = new InferenceClient(pipeline, _drain, _requests, time);
        Feedback = new FeedbackClient(_snapshots, _recording.Store?.Feedback, _recording.Sink, metrics, _requests, _ids, time);
        History = new InferenceHistory(_recording.Store, _recording.Sink);
        Statistics = new InferenceStatistics(_recording.Store);
        Export = new RecordExport(_recording.Store, time);
        Replay = new InferenceReplay(History, Inference, _ids);
        Deletion = new RecordDeletion(_recording.Store, _recording.Sink);
        Datasets = new DatasetClient(_snapshots, _recording.Store, History, _ids, time);
        WorkflowEvaluations = new WorkflowEvaluations(_snapshots, _recording.Store, workflows, _requests, _ids, time);
        ApiKeys = new ApiKeyRegistry(_recording.ApiKeys, _ids, time);
        ApiKeyRing = new ApiKeyRing(_recording.ApiKeys, () => _snapshots.Current.Gateway.Auth, time);
        RecordSnapshot();
        _retention = Retention.Start(_recording.Store, retained, time, _logger);
        if (options.ReloadOnChange)
        {
            _watch = new ReloadOnChange(() => Reload(_configuration), time, _logger);
            _watch.Follow(WatchedFiles.Of(_configuration, loaded));
        }
    }

    /// <summary>Calls functions and models.</summary>
    public IInferenceClient Inference { get; }

    /// <summary>Says how good answers were, and what they should have been.</summary>
    public IFeedbackClient Feedback { get; }

    /// <summary>Reads back what was recorded.</summary>
    public IInferenceHistory History { get; }

    /// <summary>Counts and sums what was recorded.</summary>
    public IInferenceStatistics Statistics { get; }

    /// <summary>Writes what was recorded as JSON Lines.</summary>
    public IRecordExport Export { get; }

    /// <summary>Runs recorded inferences again.</summary>
    public IInferenceReplay Replay { get; }

    /// <summary>Deletes what was recorded.</summary>
    public IRecordDeletion Deletion { get; }

    /// <summary>Keeps datasets.</summary>
    public IDatasetClient Datasets { get; }

    /// <summary>Evaluates workflows of several inferences.</summary>
    public IWorkflowEvaluations WorkflowEvaluations { get; }

    /// <summary>The current configuration's name: SHA-256 in hexadecimal digits. Every record carries it.</summary>
    public string ConfigurationHash => _snapshots.Current.Hash;

    /// <summary>Starts an engine on configuration files.</summary>
    /// <param name="configurationFiles">A path or pattern, as <see cref="TensorZeroConfiguration.FromFile"/> takes it.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="ConfigurationException">The configuration is wrong; every problem is listed.</exception>
    /// <exception cref="ObservabilityStoreException">The database cannot be used.</exception>
    public static Task<TensorZeroEngine> CreateAsync(string configurationFiles, CancellationToken cancellationToken = default) =>
        CreateAsync(new TensorZeroOptions { Configuration = TensorZeroConfiguration.FromFile(configurationFiles) }, cancellationToken);

    /// <summary>Starts an engine.</summary>
    /// <inheritdoc cref="CreateAsync(string, CancellationToken)"/>
    public static Task<TensorZeroEngine> CreateAsync(TensorZeroOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Task.Run(() => Create(options), cancellationToken);
    }

    /// <summary>
    /// Loads the configuration anew and swaps it in as a whole. Requests under way end on the one they began with. When anything is wrong
    /// with the new one, the old one stays. Where records go, and how, is settled at the start: those settings of the new one wait for the
    /// next.
    /// </summary>
    /// <param name="configuration">The configuration to change to; null reads the present one's files again.</param>
    /// <param name="cancellationToken">Ends the wait, not the swap.</param>
    /// <exception cref="ConfigurationException">The new configuration is wrong; the old one stays.</exception>
    public Task ReloadAsync(TensorZeroConfiguration? configuration = null, CancellationToken cancellationToken = default) =>
        Task.Run(() => Reload(configuration ?? _configuration), CancellationToken.None).WaitAsync(cancellationToken);

    /// <summary>
    /// The current configuration as TOML, whatever it was written in: keys sorted, with the contents of its files. Loaded again with
    /// <see cref="TensorZeroConfiguration.FromToml"/> it has the same <see cref="ConfigurationHash"/>. What may be a secret in it is replaced
    /// by a hash and has to be written anew before the text can serve.
    /// </summary>
    public string ExportConfiguration() => _snapshots.Current.CanonicalText;

    /// <summary>
    /// Returns when everything recorded so far is in the database. A stream that is still being drained is recorded when it has ended.
    /// </summary>
    public async Task FlushAsync(CancellationToken cancellationToken = default)
    {
        await _recording.Sink.FlushAsync(cancellationToken).ConfigureAwait(false);
        if (_cache is not null)
        {
            await _cache.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
        {
            return;
        }

        _watch?.Dispose();
        _requests.Close();
        await EndRequestsAsync().ConfigureAwait(false);
        using var patience = new CancellationTokenSource(DisposePatience, _parts.Time);
        try
        {
            await FlushAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            ReportUnwritten();
        }

        Meter.Dispose();
        if (_retention is not null)
        {
            await _retention.DisposeAsync().ConfigureAwait(false);
        }

        if (_cache is not null)
        {
            await _cache.DisposeAsync().ConfigureAwait(false);
        }

        await _recording.DisposeAsync().ConfigureAwait(false);
        _http.Dispose();
    }

    /// <summary>As <see cref="DisposeAsync"/>, for containers that are disposed synchronously; blocks meanwhile.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    internal static TensorZeroEngine Create(TensorZeroOptions options) => new(options);

    private static ProviderHttpLimits LimitsOf(EmbeddedConfig settings) => new()
    {
        MaxReplyBytes = settings.MaxProviderResponseBytes,
        MaxEventBytes = Math.Min(settings.MaxProviderResponseBytes, ProviderHttpLimits.Default.MaxEventBytes),

        // A stream wraps every few characters of its answer in an event.
        MaxStreamBytes = 4L * settings.MaxProviderResponseBytes,
    };

    /// <summary>Waits until the streams that are being drained have been recorded.</summary>
    internal Task DrainedAsync(CancellationToken cancellationToken = default) => _drain.WhenIdleAsync(cancellationToken);

    /// <summary>Brings everything into the database, within the host's own time for shutting down.</summary>
    internal async Task EndAsync(CancellationToken cancellationToken)
    {
        if (!await AreRequestsOverAsync(cancellationToken).ConfigureAwait(false))
        {
            using var lastPatience = new CancellationTokenSource(RequestPatience, _parts.Time);
            await _drain.CutAsync(lastPatience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Requests under way get some time to come to their end; then they are cut, and recorded with what they have.</summary>
    private async Task EndRequestsAsync()
    {
        if (await AreRequestsOverAsync(CancellationToken.None).ConfigureAwait(false))
        {
            return;
        }

        _requests.Cut();
        if (!await AreRequestsOverAsync(CancellationToken.None).ConfigureAwait(false))
        {
            EngineLog.RequestsNotOver(_logger, _requests.Count);
        }
    }

    private async Task<bool> AreRequestsOverAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(RequestPatience, _parts.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await _requests.WhenIdleAsync(either.Token).ConfigureAwait(false);
            await _drain.WhenIdleAsync(either.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private void Reload(TensorZeroConfiguration configuration)
    {
        lock (_reloading)
        {
            var problems = new ProblemList();
            var loaded = CheckedConfiguration.Load(configuration, problems, _customProviders);
            var snapshot = EngineBuilder.Build(loaded, _parts, problems);
            Warn(problems);
            _configuration = configuration;
            _snapshots.Swap(snapshot);
            _watch?.Follow(WatchedFiles.Of(configuration, loaded));
            RecordSnapshot();
            EngineLog.Reloaded(_logger, snapshot.Hash);
        }
    }

    private void Warn(ProblemList problems)
    {
        foreach (var warning in problems.Warnings)
        {
            EngineLog.ConfigurationWarning(_logger, warning);
        }
    }

    private void ReportUnwritten()
    {
        var waiting = _recording.Sink.Counters.Waiting;
        if (_recording.Sink.Journal is { } journal)
        {
            EngineLog.FlushTimedOutWithJournal(_logger, waiting, journal.Place);
        }
        else
        {
            EngineLog.FlushTimedOut(_logger, waiting);
        }
    }

    /// <summary>Records the current configuration; in the background, as everything is recorded.</summary>
    private void RecordSnapshot()
    {
        var snapshot = _snapshots.Current;
        _ = _recording.Sink.AppendAsync(
            new ConfigSnapshotRecord
            {
                Id = _ids.Next(),
                Hash = snapshot.Hash,
                CanonicalText = snapshot.CanonicalText,
                LibraryVersion = typeof(TensorZeroEngine).Assembly.GetName().Version!.ToString(3),
            },
            CancellationToken.None).AsTask();
    }
}
