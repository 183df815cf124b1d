using System.Buffers;

namespace TensorZero.Embedded.Models;

/// <summary>
/// The raw events of a stream, one to a line, in an array that is rented as long as they arrive. Not thread-safe: after
/// <see cref="Dispose"/>, when the array is somebody else's, it is empty.
/// </summary>
internal sealed class RawStream : IDisposable
{
    private const int FirstSize = 16 << 10;

    private byte[] _bytes = [];
    private int _length;

    public bool IsEmpty => _length == 0;

    public void Append(ReadOnlySpan<byte> raw)
    {
        if (raw.IsEmpty)
        {
            return;
        }

        EnsureRoom(raw.Length + 1);
        if (_length > 0)
        {
            _bytes[_length++] = (byte)'\n';
        }

        raw.CopyTo(_bytes.AsSpan(_length));
        _length += raw.Length;
    }

    /// <summary>A copy, which outlives this.</summary>
    public byte[] ToArray() => _bytes.AsSpan(0, _length).ToArray();

    public void Dispose()
    {
        var rented = _bytes;
        (_bytes, _length) = ([], 0);
        Return(rented);
    }

    private void EnsureRoom(int count)
    {
        if (_bytes.Length - _length >= count)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(2L * _bytes.Length, Math.Max(FirstSize, checked(_length + count)), Array.MaxLength));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        Return(_bytes);
        _bytes = larger;
    }

    private static void Return(byte[] rented)
    {
        if (rented.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
