namespace TensorZero.Embedded.Providers.Http;

/// <summary>Counts what is read from a reply, so that neither an event nor the whole stream can grow without limit.</summary>
internal sealed class BoundedReplyStream(Stream inner, ProviderCall call, ProviderHttpLimits limits) : Stream
{
    private long _eventBytes;
    private long _streamBytes;
    private uint _lastFourBytes;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Whether the bytes so far stop inside an event: not at the start and not behind an empty line.</summary>
    public bool StopsInsideEvent =>
        _streamBytes > 0
        && (_lastFourBytes & 0xFFFF) is not (0x0A0A or 0x0D0D)
        && _lastFourBytes is not 0x0D0A0D0A;

    /// <summary>An event is through: what is read from now on counts towards the next.</summary>
    public void StartEvent() => _eventBytes = 0;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        _eventBytes += read;
        _streamBytes += read;
        foreach (var last in buffer.Span[Math.Max(0, read - 4)..read])
        {
            _lastFourBytes = (_lastFourBytes << 8) | last;
        }

        if (_eventBytes > limits.MaxEventBytes)
        {
            throw call.Failed(ProviderFailure.OversizedReply, $"sent an event of more than {limits.MaxEventBytes:N0} bytes");
        }

        if (_streamBytes > limits.MaxStreamBytes)
        {
            throw call.Failed(ProviderFailure.OversizedReply, $"streamed more than {limits.MaxStreamBytes:N0} bytes");
        }

        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
