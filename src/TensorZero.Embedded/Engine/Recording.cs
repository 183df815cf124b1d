using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Configuration.Sections.Gateway;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Batching;
using TensorZero.Embedded.Storage.Sqlite;

namespace TensorZero.Embedded.Engine;

/// <summary>Where records go: a database and the writer before it, or nowhere when observability is off.</summary>
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
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Where log lines go.</param>
    /// <exception cref="ObservabilityStoreException">The database cannot be used.</exception>
    public static Recording Open(RootConfig root, string? databasePath, TimeProvider time, ILoggerFactory loggers)
    {
        var observability = root.Gateway.Observability;
        if (observability.Enabled is false)
        {
            return new Recording(store: null, DisabledRecordSink.Instance, apiKeys: null);
        }

        var store = SqliteStore.Open(new SqliteOptions { Path = databasePath }, time);
        var writer = new RecordWriter(store, OptionsOf(observability), time, loggers.CreateLogger<RecordWriter>());
        return new Recording(store, writer, store.ApiKeys);
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
}
