using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Copying;

namespace TensorZero.Embedded.Export;

/// <summary>Writes a store's records as JSON Lines, page by page as a copy reads them. Memory holds one page, and one line.</summary>
/// <param name="store">What to read.</param>
/// <param name="query">Which of it; with an end.</param>
internal sealed class StoreExport(IObservabilityStore store, ExportQuery query)
{
    private readonly ExportedFunction _function = new(store.Feedback, query.FunctionName);
    private readonly CopiedPageSize _size = new();
    private readonly long[] _counts = new long[CopiedPart.Records.Count];

    /// <summary>How many records there are, those that the query leaves out included.</summary>
    public static async Task<long> CountAsync(IObservabilityStore store, CancellationToken cancellationToken)
    {
        var total = 0L;
        foreach (var part in CopiedPart.Records)
        {
            total += await part.CountAsync(store, cancellationToken).ConfigureAwait(false);
        }

        return total;
    }

    /// <param name="destination">Where to.</param>
    /// <param name="progress">Is told how many records are read; null for nobody.</param>
    /// <param name="cancellationToken">Ends the export.</param>
    public async Task<ExportCounts> RunAsync(Stream destination, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, ContentJson.WriterOptions);
        var read = 0L;
        for (var i = 0; i < CopiedPart.Records.Count; i++)
        {
            await foreach (var page in PagesAsync(CopiedPart.Records[i], cancellationToken).ConfigureAwait(false))
            {
                var wanted = await _function.FilterAsync(page, cancellationToken).ConfigureAwait(false);
                foreach (var item in wanted)
                {
                    await WriteLineAsync(buffer, writer, destination, item.Value, cancellationToken).ConfigureAwait(false);
                }

                _counts[i] += wanted.Count;
                progress?.Report(read += page.Count);
            }
        }

        var counts = new ExportCounts(_counts[0], _counts[1], _counts[2], _counts[3], _counts[4]);
        await WriteLineAsync(buffer, writer, destination, counts, cancellationToken).ConfigureAwait(false);
        await destination.FlushAsync(cancellationToken).ConfigureAwait(false);
        return counts;
    }

    private async IAsyncEnumerable<IReadOnlyList<CopiedItem>> PagesAsync(
        CopiedPart part, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = query.From is { } from && part is not ConfigurationPart ? IdBounds.At(from) : (Guid?)null;
        var until = IdBounds.At(query.To ?? DateTimeOffset.MaxValue);
        while (true)
        {
            var page = await part.ReadAsync(store, after, until, _size.Items, cancellationToken).ConfigureAwait(false);
            if (page.Count == 0)
            {
                yield break;
            }

            _size.Learn(page);
            after = page[^1].Id;
            yield return page;
        }
    }

    private static async ValueTask WriteLineAsync(
        ArrayBufferWriter<byte> buffer, Utf8JsonWriter writer, Stream destination, object item, CancellationToken cancellationToken)
    {
        writer.Reset();
        ExportedLine.Write(writer, item);
        writer.Flush();
        buffer.Write("\n"u8);
        await destination.WriteAsync(buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
        buffer.ResetWrittenCount();
    }
}
