using System.Text.Json;
using System.Text.Unicode;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Datasets;

/// <summary>Creates datapoints from JSON Lines, batch by batch.</summary>
internal sealed class DatapointImport(DatapointBuilder builder, IDatapointStore store)
{
    private const int BatchCount = 500;
    private const long BatchBytes = 16 << 20;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <exception cref="InvalidDatasetRequestException">A line is no datapoint that fits its function.</exception>
    public async Task<long> RunAsync(Stream source, CancellationToken cancellationToken)
    {
        if (source.CanSeek)
        {
            var start = source.Position;
            await CheckAsync(source, cancellationToken).ConfigureAwait(false);
            source.Position = start;
        }

        return await StoreAsync(source, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the whole source without storing anything, to report what is wrong with any line.</summary>
    private async Task CheckAsync(Stream source, CancellationToken cancellationToken)
    {
        var problems = new List<(string Place, InvalidDatasetRequestException Problem)>();
        await foreach (var line in JsonLines.ReadAsync(source, cancellationToken).ConfigureAwait(false))
        {
            try
            {
                _ = Build(line);
            }
            catch (InvalidDatasetRequestException problem)
            {
                problems.Add(($"line {line.Number}", problem));
                if (problems.Count == DatapointBatch.MostProblems)
                {
                    break;
                }
            }
        }

        if (problems.Count > 0)
        {
            throw DatapointBatch.Report(problems);
        }
    }

    private async Task<long> StoreAsync(Stream source, CancellationToken cancellationToken)
    {
        var stored = 0L;
        var bytes = 0L;
        var batch = new List<DatapointRecord>();
        await foreach (var line in JsonLines.ReadAsync(source, cancellationToken).ConfigureAwait(false))
        {
            try
            {
                batch.Add(Build(line));
            }
            catch (InvalidDatasetRequestException problem)
            {
                throw new InvalidDatasetRequestException(
                    problem.Error,
                    $"line {line.Number}: {problem.Message} ({stored} datapoints of the lines before were stored)",
                    problem);
            }

            bytes += line.Utf8.Length;
            if (batch.Count == BatchCount || bytes >= BatchBytes)
            {
                stored += await FlushAsync(batch, cancellationToken).ConfigureAwait(false);
                bytes = 0;
            }
        }

        return stored + await FlushAsync(batch, cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> FlushAsync(List<DatapointRecord> batch, CancellationToken cancellationToken)
    {
        var count = batch.Count;
        if (count > 0)
        {
            await store.AddAsync([.. batch], cancellationToken).ConfigureAwait(false);
            batch.Clear();
        }

        return count;
    }

    private DatapointRecord Build(JsonLine line) => builder.Create(Read(line));

    /// <summary>A line's datapoint, and the id it says it has; null when it says none.</summary>
    /// <exception cref="InvalidDatasetRequestException">The line is no datapoint.</exception>
    public static (NewDatapoint Datapoint, Guid? Id) ReadWithId(JsonLine line) =>
        Read(line, static json => (DatapointLine.Read(json), json.OptionalId("id", "a datapoint")));

    private static NewDatapoint Read(JsonLine line) => Read(line, DatapointLine.Read);

    private static T Read<T>(JsonLine line, Func<JsonElement, T> read)
    {
        var utf8 = line.Number == 1 && line.Utf8.Span.StartsWith(ByteOrderMark) ? line.Utf8[ByteOrderMark.Length..] : line.Utf8;
        if (!Utf8.IsValid(utf8.Span))
        {
            throw Invalid("it is no UTF-8", null);
        }

        try
        {
            return read(JsonElement.Parse(utf8.Span));
        }
        catch (ContentJsonException error)
        {
            throw Invalid(error.Message, error);
        }
        catch (JsonException error)
        {
            // The reader's own message may quote the text.
            throw Invalid($"it is no JSON: byte {error.BytePositionInLine + 1}", null);
        }
        catch (InvalidOperationException)
        {
            throw Invalid("it escapes half a character", null);
        }
    }

    private static InvalidDatasetRequestException Invalid(string message, Exception? cause) =>
        new(DatasetRequestError.InvalidLine, message, cause);
}
