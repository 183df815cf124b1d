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
    private Recording(IObservabilityStore? store, IRecordSink sink, IApiKeyStore? apiKeys) =>
        (Store, Sink, ApiKeys) = (store, sink, apiKeys);

    /// <summary>Null when observability is off.</summary>
    public IObservabilityStore? Store { get; }

    public IRecordSink Sink { get; }

    /// <summary>Null when observability is off.</summary>
    public IApiKeyStore? ApiKeys { get; }

    /// <param name="root">The configuration.</param>
    /// <param name="databasePath">The SQLite file; null for one in memory.</param>
    /// <param name="contentRoot">What a relative path of the journal starts from; null for the current folder.</param>
    /// <param name="ids">Makes ids.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Where log lines go.</param>
    /// <exception cref="ObservabilityStoreException">The database cannot be used.</exception>
    public static Recording Open(
        RootConfig root, string? databasePath, string? contentRoot, UuidV7Source ids, TimeProvider time, ILoggerFactory loggers)
    {
        var observability = root.Gateway.Observability;
        if (observability.Enabled is false)
        {
            return new Recording(store: null, DisabledRecordSink.Instance, apiKeys: null);
        }

        var store = SqliteStore.Open(new SqliteOptions { Path = databasePath }, time);
        return On(new OpenedStore(store, store.ApiKeys), databasePath is null ? null : databasePath + ".journal", root, contentRoot, ids, time, loggers);
    }

    /// <summary>Records in a database that is open.</summary>
    /// <param name="opened">The database.</param>
    /// <param name="place">The journal's folder unless the configuration names one; null for no journal.</param>
    /// <param name="root">The configuration.</param>
    /// <param name="contentRoot">What a relative path of the journal starts from; null for the current folder.</param>
    /// <param name="ids">Makes ids.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Where log lines go.</param>
    public static Recording On(
        OpenedStore opened,
        string? place,
        RootConfig root,
        string? contentRoot,
        UuidV7Source ids,
        TimeProvider time,
        ILoggerFactory loggers)
    {
        var store = opened.Records;
        var batching = OptionsOf(root.Gateway.Observability);
        var journal = root.Embedded.Journal;
        if (place is null || !journal.Enabled)
        {
            var writer = new RecordWriter(store, batching, time, loggers.CreateLogger<RecordWriter>());
            return new Recording(store, writer, opened.ApiKeys);
        }

        var options = OptionsOf(journal, journal.Path is { } path ? DatabasePath.Full(path, contentRoot) : place, batching);
        try
        {
            return new Recording(store, RecordJournal.Open(options, store, ids, time, loggers.CreateLogger<RecordJournal>()), opened.ApiKeys);
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
    }

    /// <summary>TensorZero's settings, read as ours: writing in the background is the default, and always in batches.</summary>
    private static BatchingOptions OptionsOf(ObservabilityConfig observability)
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
            MaxRows = batches.MaxRows,
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
