using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Storage;

namespace TensorZero.Embedded.Engine;

/// <summary>
/// Deletes what is older than it is to be kept: at the start, and then once a day, in the background. What fails is said and tried again the
/// next day.
/// </summary>
internal sealed class Retention : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromDays(1);

    /// <summary>TensorZero's settings have no bound, and time has.</summary>
    private const int MostDays = 36_500;

    private readonly IObservabilityStore _store;
    private readonly RetentionConfig _settings;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _running;

    private Retention(IObservabilityStore store, RetentionConfig settings, TimeProvider time, ILogger logger)
    {
        (_store, _settings, _time, _logger) = (store, settings, time, logger);
        _running = Task.Run(RunAsync);
    }

    /// <summary>Null when everything is kept for ever, or nothing is recorded.</summary>
    public static Retention? Start(IObservabilityStore? store, RetentionConfig settings, TimeProvider time, ILogger logger) =>
        store is null || (settings.InferenceDays ?? settings.ContentDays ?? settings.CacheDays) is null
            ? null
            : new Retention(store, settings, time, logger);

    /// <summary>TensorZero's own settings hold only for PostgreSQL, and after ours.</summary>
    public static RetentionConfig SettingsOf(RootConfig root, bool isPostgres) => !isPostgres ? root.Embedded.Retention : root.Embedded.Retention with
    {
        InferenceDays = root.Embedded.Retention.InferenceDays ?? root.Postgres.InferenceMetadataRetentionDays,
        ContentDays = root.Embedded.Retention.ContentDays ?? root.Postgres.InferenceDataRetentionDays,
    };

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task RunAsync()
    {
        while (true)
        {
            try
            {
                await DeleteAsync().ConfigureAwait(false);
            }
            catch (ObservabilityStoreException exception)
            {
                EngineLog.RetentionFailed(_logger, exception.Message);
            }

            await Task.Delay(Pause, _time, _end.Token).ConfigureAwait(false);
        }
    }

    private async Task DeleteAsync()
    {
        if (_settings.InferenceDays is { } days)
        {
            var deleted = await _store.Eraser.DeleteBeforeAsync(Before(days), _end.Token).ConfigureAwait(false);
            if (deleted.Inferences > 0)
            {
                EngineLog.OldInferencesDeleted(_logger, deleted.Inferences, days);
            }
        }

        if (_settings.ContentDays is { } contentDays)
        {
            var cleared = await _store.Eraser.DeleteContentBeforeAsync(Before(contentDays), _end.Token).ConfigureAwait(false);
            if (cleared > 0)
            {
                EngineLog.OldContentDeleted(_logger, cleared, contentDays);
            }
        }

        if (_settings.CacheDays is { } cacheDays)
        {
            var forgotten = await _store.Cache.DeleteBeforeAsync(Before(cacheDays), _end.Token).ConfigureAwait(false);
            if (forgotten > 0)
            {
                EngineLog.OldCachedAnswersDeleted(_logger, forgotten, cacheDays);
            }
        }
    }

    private DateTimeOffset Before(int days) => _time.GetUtcNow() - TimeSpan.FromDays(Math.Min(days, MostDays));
}
