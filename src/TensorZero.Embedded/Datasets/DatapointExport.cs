using System.Buffers;
using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Datasets;

/// <summary>Writes datapoints as JSON Lines, in buffers of moderate size.</summary>
internal static class DatapointExport
{
    private const int BufferLength = 1 << 16;

    public static async Task<long> RunAsync(
        IAsyncEnumerable<DatapointRecord> datapoints, Stream destination, CancellationToken cancellationToken)
    {
        var count = 0L;
        var buffer = new ArrayBufferWriter<byte>(BufferLength);
        using var writer = new Utf8JsonWriter(buffer, ContentJson.WriterOptions);
        await foreach (var datapoint in datapoints.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            writer.Reset();
            DatapointLine.Write(writer, datapoint);
            writer.Flush();
            buffer.Write("\n"u8);
            count++;
            if (buffer.WrittenCount >= BufferLength)
            {
                await destination.WriteAsync(buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
                buffer.ResetWrittenCount();
            }
        }

        await destination.WriteAsync(buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
        await destination.FlushAsync(cancellationToken).ConfigureAwait(false);
        return count;
    }
}
