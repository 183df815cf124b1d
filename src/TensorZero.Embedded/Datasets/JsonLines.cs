using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace TensorZero.Embedded.Datasets;

/// <summary>Reads a stream line by line; only one line has to fit into memory.</summary>
internal static class JsonLines
{
    /// <summary>As much as TensorZero takes in one request.</summary>
    public const int LongestLine = 100 << 20;

    private const int BufferLength = 1 << 16;

    /// <summary>The lines that are not blank. The stream stays open.</summary>
    /// <exception cref="InvalidDatasetRequestException">A line is too long.</exception>
    public static async IAsyncEnumerable<JsonLine> ReadAsync(
        Stream source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(source, new StreamPipeReaderOptions(bufferSize: BufferLength, leaveOpen: true));
        try
        {
            var number = 0L;
            var searched = 0L;
            ReadResult result;
            do
            {
                result = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                var rest = result.Buffer;
                while (TryTakeLine(ref rest, searched, result.IsCompleted, out var line))
                {
                    searched = 0;
                    number++;
                    if (!IsBlank(line))
                    {
                        yield return new JsonLine(number, line.ToArray());
                    }
                }

                searched = rest.Length;
                if (searched > LongestLine)
                {
                    throw new InvalidDatasetRequestException(
                        DatasetRequestError.InvalidLine, $"line {number + 1}: longer than {LongestLine >> 20} MB");
                }

                reader.AdvanceTo(rest.Start, rest.End);
            }
            while (!result.IsCompleted);
        }
        finally
        {
            await reader.CompleteAsync().ConfigureAwait(false);
        }
    }

    /// <param name="rest">What was read and not yet taken; loses the line.</param>
    /// <param name="searched">How much of it is known to hold no line end.</param>
    /// <param name="isWhole">Whether nothing follows, so that the last line needs no end.</param>
    /// <param name="line">The line.</param>
    private static bool TryTakeLine(ref ReadOnlySequence<byte> rest, long searched, bool isWhole, out ReadOnlySequence<byte> line)
    {
        if (rest.Slice(searched).PositionOf((byte)'\n') is { } end)
        {
            line = rest.Slice(0, end);
            rest = rest.Slice(rest.GetPosition(1, end));
            return true;
        }

        line = rest;
        if (!isWhole || rest.IsEmpty)
        {
            return false;
        }

        rest = rest.Slice(rest.End);
        return true;
    }

    private static bool IsBlank(ReadOnlySequence<byte> line)
    {
        foreach (var part in line)
        {
            if (part.Span.ContainsAnyExcept(" \t\r"u8))
            {
                return false;
            }
        }

        return true;
    }
}
