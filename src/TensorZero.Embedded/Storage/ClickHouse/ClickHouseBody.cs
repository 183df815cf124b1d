using System.Buffers.Binary;
using System.IO.Compression;

namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>
/// The body of an answer. Where it is compressed it must be whole: .NET takes a compressed stream that breaks off for one that ends, and rows
/// would be missing in silence. A stream says at its end how long it is.
/// </summary>
internal sealed class ClickHouseBody(Stream raw, bool isCompressed) : IDisposable
{
    private readonly SeenEnd _seen = new(raw);
    private Stream? _body;
    private long _length;

    private Stream Body => _body ??= isCompressed ? new GZipStream(_seen, CompressionMode.Decompress) : raw;

    /// <returns>0 at the end.</returns>
    /// <exception cref="InvalidDataException">It broke off.</exception>
    public async Task<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var read = await Body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        _length += read;
        return read > 0 || !isCompressed || _seen.IsEmpty || _seen.Announced == (uint)_length
            ? read
            : throw new InvalidDataException("The compressed answer broke off.");
    }

    public async Task<string> ReadToEndAsync(CancellationToken cancellationToken)
    {
        using var all = new MemoryStream();
        var buffer = new byte[4096];
        while (await ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var read)
        {
            all.Write(buffer, 0, read);
        }

        return System.Text.Encoding.UTF8.GetString(all.GetBuffer(), 0, (int)all.Length);
    }

    public void Dispose()
    {
        _body?.Dispose();
        raw.Dispose();
    }

    /// <summary>Passes on what it reads, and remembers the last four bytes: the length of what is compressed.</summary>
    private sealed class SeenEnd(Stream raw) : Stream
    {
        private readonly byte[] _last = new byte[4];

        public bool IsEmpty { get; private set; } = true;

        public uint Announced => BinaryPrimitives.ReadUInt32LittleEndian(_last);

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
            var read = await raw.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            Remember(buffer.Span[..read]);
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private void Remember(ReadOnlySpan<byte> bytes)
        {
            IsEmpty &= bytes.IsEmpty;
            var kept = bytes[Math.Max(0, bytes.Length - _last.Length)..];
            _last.AsSpan(kept.Length).CopyTo(_last);
            kept.CopyTo(_last.AsSpan(_last.Length - kept.Length));
        }
    }
}
