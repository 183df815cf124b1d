using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.SideBySide.InProcess;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Batching;
using TensorZero.Embedded.Storage.ClickHouse;
using TensorZero.Embedded.Storage.Journal;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Sqlite;

namespace TensorZero.Embedded.Benchmarks.Journal;

/// <summary>What a request pays for its record, and how fast records go from the journal into the database.</summary>
internal static class JournalReport
{
    private const int Rounds = 5;

    /// <param name="arguments">
    /// How many inferences a round has (50,000 when left out), how many rows a batch has (the default when 0 or left out), and where they go:
    /// SQLite when left out, the URL of a ClickHouse database, or <c>none</c> for reading the journal alone.
    /// </param>
    public static async Task RunAsync(string[] arguments)
    {
        var count = Number(arguments, 0) is var wanted and > 0 ? wanted : 50_000;
        var batching = new BatchingOptions();
        batching = Number(arguments, 1) is var rows and > 0 ? batching with { MaxRows = rows } : batching;
        var url = arguments.ElementAtOrDefault(2);
        Console.WriteLine($"load {File.ReadAllText("/proc/loadavg").Split(' ')[0]} before");
        Console.WriteLine("| round | store | append, 1 caller: µs | CPU µs | bytes | 4 callers: µs | to the store: rows/s | CPU µs/row | B/row in the journal |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        for (var round = 0; round <= Rounds; round++)
        {
            var line = await RoundAsync(count, batching, url);
            Console.WriteLine($"| {(round == 0 ? "warm-up" : round.ToString(CultureInfo.InvariantCulture))} {line}");
        }

        Console.WriteLine($"load {File.ReadAllText("/proc/loadavg").Split(' ')[0]} after");
    }

    private static int Number(string[] arguments, int index) =>
        arguments.Length > index ? int.Parse(arguments[index], CultureInfo.InvariantCulture) : 0;

    private static async Task<string> RoundAsync(int count, BatchingOptions batching, string? url)
    {
        var folder = Directory.CreateTempSubdirectory("tensorzero-journal-perf-").FullName;
        try
        {
            IObservabilityStore? opened = url == "none" ? null : url is null
                ? SqliteStore.Open(new SqliteOptions { Path = Path.Combine(folder, "tensorzero.db") }, TimeProvider.System)
                : ClickHouseStoreFactory.Instance.Open(url, new StoreSettings(TimeProvider.System, NullLoggerFactory.Instance)).Records;
            await using var store = new GatedStore(opened);
            await store.CheckAsync(default);
            var options = new JournalOptions { Place = Path.Combine(folder, "journal"), Batching = batching };
            await using var journal = RecordJournal.Open(
                options, store, new UuidV7Source(TimeProvider.System, new Random(2)), TimeProvider.System, NullLogger<RecordJournal>.Instance);

            // The first batch is read before anything is measured: nothing but appending happens meanwhile.
            _ = await AppendAsync(journal, 1_000, callers: 1);
            await store.Reached;
            var alone = await AppendAsync(journal, count / 2, callers: 1);
            var together = await AppendAsync(journal, count / 2, callers: 4);
            var bytesPerRow = journal.Journal!.Value.Bytes / (2.0 * journal.Counters.Waiting);
            GC.Collect();

            var began = Begin();
            store.Open();
            await journal.FlushAsync(default);
            var shipped = began.End();
            var rows = 2.0 * journal.Counters.Written;
            return string.Create(
                CultureInfo.InvariantCulture,
                $"| {store.Kind} | {alone.Micros / (count / 2):0.00} | {alone.CpuMicros / (count / 2):0.00} | {(double)alone.Bytes / (count / 2):0} | "
                + $"{together.Micros / (count / 2):0.00} | {rows / shipped.Micros * 1e6:#,0} | {shipped.CpuMicros / rows:0.00} | {bytesPerRow:0} |");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What making the records costs is not counted: they are made before.</summary>
    private static async Task<Cost> AppendAsync(RecordJournal journal, int count, int callers)
    {
        var source = new PlainInference();
        var records = new InferenceRecord[count];
        for (var i = 0; i < count; i++)
        {
            records[i] = source.Next();
        }

        GC.Collect();
        var began = Begin();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            for (var i = caller; i < count; i += callers)
            {
                await journal.AppendAsync(records[i], default);
            }
        })));
        return began.End();
    }

    private static Beginning Begin() => new(
        Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true));

    private readonly record struct Cost(double Micros, double CpuMicros, long Bytes);

    private readonly record struct Beginning(long Timestamp, TimeSpan Processor, long Allocated)
    {
        public Cost End() => new(
            Stopwatch.GetElapsedTime(Timestamp).TotalMicroseconds,
            (Environment.CpuUsage.TotalTime - Processor).TotalMicroseconds,
            GC.GetTotalAllocatedBytes(precise: true) - Allocated);
    }
}
