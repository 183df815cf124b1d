using TensorZero.Embedded.Export;
using TensorZero.Embedded.Storage.Sqlite;
using TensorZero.Embedded.Tests.Storage;
using TensorZero.Embedded.Tests.Storage.Sqlite;

namespace TensorZero.Embedded.Tests.Export;

/// <summary>Alone, because what other tests hold would be weighed, too.</summary>
[NonParallelizable]
internal sealed class ExportMemoryTests
{
    private const int Inferences = 250;
    private const int Raw = 100_000;
    private const long Most = 25_000_000;

    [Test]
    public async Task Memory_does_not_grow_with_the_records()
    {
        using var database = new TemporaryDatabase();
        await using var store = database.Open();
        await FillAsync(store, inferences: Inferences);
        var destination = new WeighingStream(weighings: 12, length: (long)Inferences * 2 * Raw);

        var counts = await new StoreExport(store, new ExportQuery { To = DateTimeOffset.MaxValue }).RunAsync(destination, null, default);

        Assert.That(counts.Inferences, Is.EqualTo(Inferences));
        Assert.That(destination.Written, Is.GreaterThan((long)Inferences * 2 * Raw), "far more than may be held");
        Assert.That(destination.Weighed, Is.GreaterThanOrEqualTo(12));
        Assert.That(destination.Heaviest, Is.LessThan(Most));
    }

    private static async Task FillAsync(SqliteStore store, int inferences)
    {
        for (var written = 0; written < inferences; written += 50)
        {
            await store.WriteAsync(
                [.. Enumerable.Range(0, 50).Select(_ => Some.Inference(models: [Some.ModelInference(Body(), Body())]))], $"{written}", default);
        }

        static byte[] Body() => [.. Enumerable.Repeat((byte)'x', Raw)];
    }

    /// <summary>Takes everything, and weighs now and then what is alive beyond what was alive at the beginning.</summary>
    private sealed class WeighingStream(int weighings, long length) : Stream
    {
        private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);

        public long Written { get; private set; }

        public int Weighed { get; private set; }

        public long Heaviest { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Written; set => throw new NotSupportedException(); }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span);
            return ValueTask.CompletedTask;
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Written += buffer.Length;
            if (Written >= length / weighings * Weighed)
            {
                Weighed++;
                Heaviest = Math.Max(Heaviest, GC.GetTotalMemory(forceFullCollection: true) - _before);
            }
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
