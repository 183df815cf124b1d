using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Batching;
using TensorZero.Embedded.Storage.Journal.Format;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Journal;

/// <summary>
/// Records go to segments on the local disk, on the caller's thread, and from there into the store in the background. What was appended survives
/// the end of the process in any manner; whoever opens a journal in the same place next takes it over.
/// </summary>
internal sealed class RecordJournal : IRecordSink
{
    private readonly JournalOptions _options;
    private readonly JournalParts _parts;
    private readonly JournalProgress _progress;
    private readonly JournalSync _sync;
    private readonly JournalWriter _writer;
    private readonly JournalSource _own;
    private readonly JournalShipper _shipper;
    private readonly JournalTrouble _trouble;
    private bool _isDisposed;

    private RecordJournal(JournalOptions options, IObservabilityStore store, JournalFolder folder, TimeProvider time, ILogger logger)
    {
        _options = options;
        _parts = new JournalParts(
            options, new RecordTally(), new JournalBacklog(time), new JournalLosses(), !store.SkipsKnownIds, time, logger);
        _progress = new JournalProgress(keepsRefusals: !options.Batching.AsyncWrites);
        _trouble = new JournalTrouble(_parts);
        _sync = new JournalSync(options.SyncInterval, options.Batching.FirstRetryDelay * 4, time, _trouble.SyncFailed);
        _own = new JournalSource(folder, _parts, _progress.Reach, _progress.Refuse)
        {
            IsOwn = true,
            Damaged = segment => _writer!.Retire(segment),
        };
        _writer = new JournalWriter(options, folder.Path, _parts.Backlog, _sync, time, _own.Add);
        var adopts = folder.IsExclusive();
        if (!adopts)
        {
            JournalLog.NoLocks(logger, options.Place);
        }

        _shipper = new JournalShipper(_parts, store, _own, _writer, adopts);
        _shipper.Start();
    }

    public RecordCounters Counters => _parts.Tally.Counters;

    public JournalStatus? Journal => new JournalStatus(
        _options.Place,
        _parts.Backlog.Bytes,
        _parts.Backlog.Age,
        _parts.Losses.Quarantined,
        _parts.Losses.DamagedBytes,
        _parts.Losses.SyncFailures);

    /// <summary>Opens the journal in a place and begins to ship what waits there.</summary>
    /// <exception cref="ObservabilityStoreException">The place cannot be written.</exception>
    public static RecordJournal Open(JournalOptions options, IObservabilityStore store, UuidV7Source ids, TimeProvider time, ILogger<RecordJournal> logger)
    {
        JournalFolder? folder = null;
        try
        {
            folder = JournalFolder.Create(options.Place, ids.Next);
            return new RecordJournal(options, store, folder, time, new QuietLogger(logger));
        }
        catch (Exception error) when (JournalErrors.IsDisk(error))
        {
            folder?.Delete();
            throw JournalErrors.CannotBeMade(error, options.Place);
        }
    }

    public ValueTask AppendAsync(Record record, CancellationToken cancellationToken)
    {
        _parts.Tally.Receive(1);
        var result = TryAppend(record, out var end, out var error);
        return result switch
        {
            AppendResult.Appended when _options.SyncInterval > TimeSpan.Zero && _options.Batching.AsyncWrites => default,
            AppendResult.Appended => WhenKeptAsync(end, cancellationToken),
            AppendResult.Full or AppendResult.DiskFails when _options.WhenFull == QueueFullPolicy.Block =>
                AppendWhenThereIsRoomAsync(record, error, cancellationToken),
            AppendResult.NoRecord => Refuse(record, error!),
            AppendResult.Closed => DropLate(record),
            _ => Drop(error),
        };
    }

    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        var own = _progress.WhenReachedAsync(_writer.End);
        _parts.Backlog.Urge();
        await own.WaitAsync(cancellationToken).ConfigureAwait(false);
        await _shipper.AdoptedShipped.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops at once. What waits stays in the journal; when nothing does, nothing of it stays.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        await _writer.DisposeAsync().ConfigureAwait(false);
        await _shipper.DisposeAsync().ConfigureAwait(false);
        var isShipped = _own.IsShipped;
        _progress.Stop(isShipped);
        await _sync.DisposeAsync().ConfigureAwait(false);
        if (isShipped)
        {
            _own.Delete();
        }
        else
        {
            _own.Dispose();
        }
    }

    private AppendResult TryAppend(Record record, out JournalPoint end, out Exception? error)
    {
        var frame = EncodingBuffer.Rent();
        try
        {
            Frame.Encode(frame, record);
            return _writer.TryAppend(frame, QueuedRecord.CountRows(record), out end, out error);
        }
        catch (Exception failure)
        {
            (end, error) = (default, failure);
            return AppendResult.NoRecord;
        }
        finally
        {
            frame.Return();
        }
    }

    /// <summary>Waits for the disk, or for the store, as the settings ask.</summary>
    private async ValueTask WhenKeptAsync(JournalPoint end, CancellationToken cancellationToken)
    {
        if (!_options.Batching.AsyncWrites)
        {
            await _progress.WhenReachedAsync(end).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await _sync.WhenSyncedAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask AppendWhenThereIsRoomAsync(Record record, Exception? error, CancellationToken cancellationToken)
    {
        while (true)
        {
            _trouble.NoRoom(error);
            var room = _parts.Backlog.Room;
            switch (TryAppend(record, out var end, out error))
            {
                case AppendResult.Appended:
                    if (_options.SyncInterval == TimeSpan.Zero || !_options.Batching.AsyncWrites)
                    {
                        await WhenKeptAsync(end, cancellationToken).ConfigureAwait(false);
                    }

                    return;
                case AppendResult.Closed:
                    await DropLate(record).ConfigureAwait(false);
                    return;
                case AppendResult.NoRecord:
                    await Refuse(record, error!).ConfigureAwait(false);
                    return;
            }

            try
            {
                await room.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                _parts.Tally.Drop(1);
                throw;
            }
        }
    }

    private ValueTask DropLate(Record record)
    {
        _parts.Tally.Drop(1);
        RecordWriterLog.TooLate(_parts.Logger, record.Id);
        return default;
    }

    private ValueTask Drop(Exception? error)
    {
        _parts.Tally.Drop(1);
        _trouble.NoRoom(error);
        return default;
    }

    /// <summary>A record that cannot be encoded: its own collections threw, or it is too long.</summary>
    private ValueTask Refuse(Record record, Exception error)
    {
        _parts.Tally.Fail(1);
        JournalLog.NotEncoded(_parts.Logger, record.Id, error.GetType().Name);
        return _options.Batching.AsyncWrites ? default : ValueTask.FromException(new ObservabilityStoreException(
            ObservabilityStoreFailure.Rejected, $"The record {record.Id} cannot be written ({error.GetType().Name}).", error));
    }
}
