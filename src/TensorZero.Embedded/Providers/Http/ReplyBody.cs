using System.Buffers;
using System.Runtime.CompilerServices;

namespace TensorZero.Embedded.Providers.Http;

/// <summary>A reply's body, or as much of it as came.</summary>
/// <param name="Bytes">What was read; owned by nobody else.</param>
/// <param name="End">Whether that is all.</param>
/// <param name="Cause">Why the connection broke; null when it did not.</param>
internal readonly record struct ReplyBody(ReadOnlyMemory<byte> Bytes, ReplyEnd End, Exception? Cause = null)
{
    private const int FirstBuffer = 4096;

    private const int MostKeptOfOversized = 1024 * 1024;

    // A declared length is believed up to here; beyond it the buffer grows with what really arrives.
    private const int LargestTrustedLength = 1024 * 1024;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<ReplyBody> ReadAsync(HttpContent content, long limit, CancellationToken cancellationToken)
    {
        // What is known to be too large is only read as far as it is kept.
        var declared = content.Headers.ContentLength;
        if (declared > limit)
        {
            limit = Math.Min(limit, MostKeptOfOversized);
        }

        // One byte more than declared, so that the read which meets the end needs no larger buffer.
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(declared + 1 ?? FirstBuffer, LargestTrustedLength));
        var length = 0;
        try
        {
            var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            while (true)
            {
                if (length == buffer.Length)
                {
                    buffer = Grow(buffer);
                }

                var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
                length += read;
                if (read == 0)
                {
                    return new ReplyBody(buffer.AsSpan(0, length).ToArray(), ReplyEnd.Complete);
                }

                if (length > limit)
                {
                    return new ReplyBody(buffer.AsSpan(0, (int)Math.Min(limit, MostKeptOfOversized)).ToArray(), ReplyEnd.Oversized);
                }
            }
        }
        catch (Exception cause) when (TransportFailure.Covers(cause, cancellationToken))
        {
            return new ReplyBody(buffer.AsSpan(0, length).ToArray(), ReplyEnd.Broken, cause);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(checked(buffer.Length * 2));
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
