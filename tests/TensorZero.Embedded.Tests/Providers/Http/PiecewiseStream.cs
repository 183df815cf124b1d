namespace TensorZero.Embedded.Tests.Providers.Http;

/// <summary>Hands out bytes in pieces of a given size, then ends, breaks, or waits until the reader gives up.</summary>
internal sealed class PiecewiseStream(ReadOnlyMemory<byte> bytes, int pieceSize = int.MaxValue) : Stream
{
    private ReadOnlyMemory<byte> _rest = bytes;

    /// <summary>Thrown after the last byte; null ends in good order.</summary>
    public Exception? Break { get; init; }

    /// <summary>Whether nothing comes after the last byte, not even an end.</summary>
    public bool Hangs { get; init; }

    public bool IsDisposed { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_rest.IsEmpty && Hangs)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }

        if (_rest.IsEmpty && Break is not null)
        {
            throw Break;
        }

        var piece = _rest[..Math.Min(Math.Min(pieceSize, buffer.Length), _rest.Length)];
        piece.CopyTo(buffer);
        _rest = _rest[piece.Length..];
        return piece.Length;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
