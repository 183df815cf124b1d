using System.Diagnostics;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Copying;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Tests.Configuration.Files;
using TensorZero.Embedded.Tests.Storage.Conformance;

namespace TensorZero.Embedded.Tests.Storage.Copying;

/// <summary>A copy holds a page and no more, however much there is.</summary>
[TestFixtureSource(typeof(StoreUnderTest), nameof(StoreUnderTest.All))]
internal sealed class CopyMemoryTests(StoreUnderTest from)
{
    private const int Batch = 1_000;

    [Test]
    [Soak]
    public async Task Ten_times_as_much_is_copied_in_the_same_memory()
    {
        var few = await PeakOfCopyAsync(10_000);
        var many = await PeakOfCopyAsync(100_000);

        Assert.That(many, Is.LessThanOrEqualTo(1.2 * few));
    }

    /// <returns>The most bytes of objects that were alive after a page, beyond those before the copy.</returns>
    private async Task<long> PeakOfCopyAsync(int inferences)
    {
        using var folder = new TemporaryFolder();
        await using var source = await from.OpenEmptyAsync();
        await using var target = await new SqliteUnderTest().OpenEmptyAsync();
        for (var written = 0; written < inferences; written += Batch)
        {
            Record[] batch = [.. Enumerable.Range(0, Batch).Select(_ => Some.Inference(models: [Some.ModelInference(rawRequest: new byte[1_500])]))];
            await source.Store.WriteAsync(batch, Some.Id().ToString(), default);
        }

        using var file = new CopyStateFile(Path.Combine(folder.Path, "state.json"));
        var live = new LiveBytes();
        var watch = Stopwatch.StartNew();
        var reports = await new StoreCopy(
            new OpenedStore(source.Store, null), new OpenedStore(target.Store, null), file, CopyState.Begin("test", DateTimeOffset.MaxValue.AddYears(-5000)))
            .RunAsync(live, default);

        Assert.That(reports.Sum(report => report.Written), Is.EqualTo(inferences));
        TestContext.Out.WriteLine(
            $"{from}: {inferences} inferences, {live.Peak / 1e6:0.0} MB alive at most, {inferences / watch.Elapsed.TotalSeconds:0} a second");
        return live.Peak;
    }

    private sealed class LiveBytes : IProgress<long>
    {
        private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);

        public long Peak { get; private set; }

        public void Report(long value) => Peak = Math.Max(Peak, GC.GetTotalMemory(forceFullCollection: true) - _before);
    }
}
