using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Journal;
using TensorZero.Embedded.Tests.Storage.Sqlite;

namespace TensorZero.Embedded.Tests.Storage.Journal;

/// <summary>A database with a place for journals beside it, and what can be seen from outside.</summary>
internal sealed class JournalScene : IDisposable
{
    private readonly UuidV7Source _names = new(TimeProvider.System, new Random(11));

    public TemporaryDatabase Database { get; } = new();

    public ManualTime Time { get; } = new();

    public CollectingLogger<RecordJournal> Logger { get; } = new();

    public JournalOptions Options => new() { Place = Database.Path + ".journal" };

    public string QuarantineFolder => Path.Combine(Options.Place, "quarantine");

    /// <summary>The folders of processes that there are, dead or not.</summary>
    public string[] Folders => [.. Directory.GetDirectories(Options.Place).Where(folder => folder != QuarantineFolder).Order()];

    public string[] Segments => [.. Folders.SelectMany(folder => Directory.GetFiles(folder, "*.journal")).Order()];

    /// <summary>What the log says at this level or above.</summary>
    public IEnumerable<string> Lines(Microsoft.Extensions.Logging.LogLevel level) =>
        Logger.Lines.Where(line => line.Level >= level).Select(line => line.Text);

    public RecordJournal Open(IObservabilityStore store, JournalOptions? options = null) =>
        RecordJournal.Open(options ?? Options, store, _names, Time, Logger);

    /// <summary>Flushes on a clock that goes on, so that what failed is tried again.</summary>
    public async Task FlushAsync(RecordJournal journal)
    {
        var flushed = journal.FlushAsync(default).AsTask();
        while (!flushed.IsCompleted)
        {
            TestContext.CurrentContext.CancellationToken.ThrowIfCancellationRequested();
            Time.Advance(Options.Batching.MaxRetryDelay);
            await Task.Yield();
        }

        await flushed;
    }

    /// <summary>What a killed process leaves: records that no store has, in a folder that nobody holds.</summary>
    public async Task<string> LeaveBehindAsync(IReadOnlyList<TensorZero.Embedded.Storage.Records.Record> records, JournalOptions? options = null)
    {
        var before = Directory.Exists(Options.Place) ? Folders : [];
        await using (var journal = Open(new StoreThatIsAway(), options))
        {
            foreach (var record in records)
            {
                await journal.AppendAsync(record, default);
            }
        }

        return Folders.Except(before).Single();
    }

    public void Dispose() => Database.Dispose();
}
