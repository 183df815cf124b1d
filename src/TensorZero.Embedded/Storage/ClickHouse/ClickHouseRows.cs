using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>Reads an answer line by line, in a buffer that grows with the longest line. Memory does not depend on how many there are.</summary>
internal sealed class ClickHouseRows(ClickHouseReply reply) : IDisposable
{
    private readonly ClickHouseRow _row = new();
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(64 << 10);
    private int _lineStart;
    private int _lineEnd = -1;
    private int _end;

    private static ReadOnlySpan<byte> ErrorMark => "__exception__"u8;

    /// <summary>Reads the next line that is not empty; false at the end.</summary>
    /// <exception cref="ObservabilityStoreException">The answer ends with an error, or breaks off.</exception>
    public async Task<bool> ReadAsync()
    {
        do
        {
            if (!await FindLineAsync().ConfigureAwait(false))
            {
                return false;
            }
        }
        while (_buffer.AsSpan(_lineStart.._lineEnd).TrimEnd((byte)'\r').IsEmpty);

        if (_buffer.AsSpan(_lineStart.._lineEnd).StartsWith(ErrorMark))
        {
            throw await ReadErrorAsync().ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>What <paramref name="read"/> makes of the present row.</summary>
    public T Current<T>(Func<ClickHouseRow, T> read)
    {
        try
        {
            _row.Load(_buffer.AsMemory(_lineStart.._lineEnd));
            return read(_row);
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException)
        {
            throw ClickHouseErrors.Unreadable(reply.Database, error);
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    /// <summary>Finds the next line, which may be empty; false at the end.</summary>
    private async Task<bool> FindLineAsync()
    {
        _lineStart = Math.Min(_lineEnd + 1, _end);
        var searched = _lineStart;
        while (true)
        {
            var newline = _buffer.AsSpan(searched.._end).IndexOf((byte)'\n');
            if (newline >= 0)
            {
                _lineEnd = searched + newline;
                return true;
            }

            MoveLineToFront();
            searched = _end;
            if (!await FillAsync().ConfigureAwait(false))
            {
                _lineEnd = _end;
                return _end > 0;
            }
        }
    }

    private void MoveLineToFront()
    {
        _buffer.AsSpan(_lineStart.._end).CopyTo(_buffer);
        (_lineStart, _end) = (0, _end - _lineStart);
    }

    private async Task<bool> FillAsync()
    {
        if (_end == _buffer.Length)
        {
            var grown = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.AsSpan(.._end).CopyTo(grown);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = grown;
        }

        var read = await reply.ReadAsync(_buffer.AsMemory(_end)).ConfigureAwait(false);
        _end += read;
        return read > 0;
    }

    /// <summary>Behind the mark stand a tag and what happened; then the connection may break off.</summary>
    private async Task<ObservabilityStoreException> ReadErrorAsync()
    {
        try
        {
            MoveLineToFront();
            while (await FillAsync().ConfigureAwait(false))
            {
            }
        }
        catch (ObservabilityStoreException) when (_end > ErrorMark.Length)
        {
            // What arrived says more than that it ended so.
        }

        const string CodeMark = "Code: ";
        var text = Encoding.UTF8.GetString(_buffer, 0, _end);
        var start = text.IndexOf(CodeMark, StringComparison.Ordinal) + CodeMark.Length;
        var digits = text.AsSpan(start).IndexOfAnyExceptInRange('0', '9');
        return start >= CodeMark.Length
            && int.TryParse(text.AsSpan(start, Math.Max(digits, 0)), NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? ClickHouseErrors.Translate(reply.Database, code, text)
            : ClickHouseErrors.BrokenOff(reply.Database);
    }
}
