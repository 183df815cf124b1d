using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Configuration.Sections.Gateway;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Batching;
using TensorZero.Embedded.Storage.Journal;
using TensorZero.Embedded.Storage.Sqlite;

namespace TensorZero.Embedded.Engine;

/// <summary>Where records go: a database, and the journal or the queue before it; or nowhere when observability is off.</summary>
internal sealed class Recording : IAsyncDisposable
{
    /// <summary>How long the start waits for a server.</summary>
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(10);

    private IObservabilityStore? _keys;

    private Recording(IObservabilityStore? store, IRecordSink sink, IApiKeyStore? apiKeys) =>
        (Store, Sink, ApiKeys) = (store, sink, apiKeys);

    /// <summary>Null when observability is off.</summary>
    public IObservabilityStore? Store { get; }

    public IRecordSink Sink { get; }

    /// <summary>Null when observability is off.</summary>
    public IApiKeyStore? ApiKeys { get; }

    /// <param name="choice">The database.</param>
    /// <param name="options">What the application says.</param>
    /// <param name="root">The configuration.</param>
    /// <param name="ids">Makes ids.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Where log lines go.</param>
    /// <exception cref="ObservabilityStoreException">
    /// The database cannot be used. A server that cannot be reached is an error only where the configuration says that recording must work.
    /// </exception>
    public static Recording Open(
        StoreChoice choice, DatabaseOptions options, RootConfig root, UuidV7Source ids, TimeProvider time, ILoggerFactory loggers)
    {
        if (root.Gateway.Observability.Enabled is false)
        {
            return new Recording(store: null, DisabledRecordSink.Instance, apiKeys: null);
        }

        if (choice.Server is null)
        {
            var path = DatabasePath.Find(choice.SqlitePath, options.ContentRoot);
            return On(SqliteAt(path, time), path is null ? null : path + ".journal", root, options.ContentRoot, ids, time, loggers);
        }

        var keySettings = new StoreSettings(
            time, loggers, Migrates: !root.Embedded.Postgres.DisableAutomaticMigrations, root.Postgres.ConnectionPoolSize);
        var settings = choice.IsPostgres
            ? keySettings
            : keySettings with { Migrates = root.ClickHouse.DisableAutomaticMigrations is not true };
        var opened = choice.Server.Open(choice.Address!, settings);
        Require(opened.Records, root, time, loggers);
        var keys = opened.ApiKeys is null ? KeysBeside(choice, options, root, keySettings) : null;
        var recording = On(
            opened with { ApiKeys = opened.ApiKeys ?? keys?.ApiKeys },
            DatabasePath.JournalOf(opened, options.ContentRoot),
            root,
            options.ContentRoot,
            ids,
            time,
            loggers);
        recording._keys = keys?.Records;
        return recording;
    }

    private static OpenedStore SqliteAt(string? path, TimeProvider time)
    {
        var store = SqliteStore.Open(new SqliteOptions { Path = path }, time);
        return new OpenedStore(store, store.ApiKeys);
    }

    /// <summary>ClickHouse keeps no keys: they are in PostgreSQL, which nodes share, or in the SQLite file of this machine.</summary>
    private static OpenedStore? KeysBeside(StoreChoice choice, DatabaseOptions options, RootConfig root, StoreSettings settings) =>
        choice.Postgres is { } postgres ? options.PostgresFactory!.Open(postgres, settings)
        : root.Gateway.Auth.Enabled ? SqliteAt(
            DatabasePath.Find(
                DatabasePath.Chosen(options.SqlitePath, root.Embedded.SqlitePath, options.Environment), options.ContentRoot),
            settings.Time)
        : null;

    /// <summary>A database that does not answer stops the start where the configuration says so; else the journal collects.</summary>
    private static void Require(IObservabilityStore store, RootConfig root, TimeProvider time, ILoggerFactory loggers)
    {
        using var patience = new CancellationTokenSource(StartPatience, time);
        try
        {
            // An engine starts synchronously: its start is the host's.
            store.CheckAsync(patience.Token).AsTask().GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (root.Gateway.Observability.Enabled is not true)
        {
            EngineLog.DatabaseIsAway(loggers.CreateLogger<Recording>(), $"It did not answer within {StartPatience.TotalSeconds} seconds.");
        }
        catch (ObservabilityStoreException error) when (root.Gateway.Observability.Enabled is not true && IsTemporary(error))
        {
            EngineLog.DatabaseIsAway(loggers.CreateLogger<Recording>(), error.Message);
        }
        catch
        {
            store.DisposeAsync().AsTask().GetAwaiter().GetResult();
            throw;
        }
    }

    private static bool IsTemporary(ObservabilityStoreException error) =>
        error.Failure is ObservabilityStoreFailure.Unavailable or ObservabilityStoreFailure.Locked or ObservabilityStoreFailure.InputOutput;

    private static Recording On(
        OpenedStore opened,
        string? place,
        RootConfig root,
        string? contentRoot,
        UuidV7Source ids,
        TimeProvider time,
        ILoggerFactory loggers)
    {
        var store = opened.Records;
        var batching = OptionsOf(root.Gateway.Observability, store.Kind);
        var journal = root.Embedded.Journal;
        if (place is null || !journal.Enabled)
        {
            var writer = new RecordWriter(store, batching, time, loggers.CreateLogger<RecordWriter>());
            return new Recording(store, writer, opened.ApiKeys);
        }

        var journaling = OptionsOf(journal, journal.Path is { } path ? DatabasePath.Full(path, contentRoot) : place, batching);
        try
        {
            return new Recording(store, RecordJournal.Open(journaling, store, ids, time, loggers.CreateLogger<RecordJournal>()), opened.ApiKeys);
        }
        catch
        {
            store.DisposeAsync().AsTask().GetAwaiter().GetResult();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Sink.DisposeAsync().ConfigureAwait(false);
        if (Store is not null)
        {
            await Store.DisposeAsync().ConfigureAwait(false);
        }

        if (_keys is not null)
        {
            await _keys.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>TensorZero's settings, read as ours: writing in the background is the default, and always in batches.</summary>
    private static BatchingOptions OptionsOf(ObservabilityConfig observability, string store)
    {
        var options = new BatchingOptions
        {
            AsyncWrites = observability.AsyncWrites ?? true,
        };
        if (observability.BatchWrites is not { Enabled: true } batches)
        {
            return options;
        }

        return options with
        {
            AsyncWrites = true,
            FlushInterval = batches.FlushInterval,
            MaxRows = store == "postgres" ? batches.MaxRowsPostgres : batches.MaxRows,
            MaxQueuedRecords = batches.WriteQueueCapacity ?? options.MaxQueuedRecords,
            WhenFull = batches.WriteQueueCapacity is null ? options.WhenFull : QueueFullPolicy.DropAndCount,
        };
    }

    private static JournalOptions OptionsOf(JournalConfig journal, string place, BatchingOptions batching) => new()
    {
        Place = place,
        MaxBytes = journal.MaxBytes,
        SegmentBytes = journal.SegmentBytes,
        WhenFull = journal.WhenFull == JournalFullPolicy.DropAndCount ? QueueFullPolicy.DropAndCount : QueueFullPolicy.Block,
        SyncInterval = journal.FsyncInterval,
        Batching = batching,
    };
}
