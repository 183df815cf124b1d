using System.Threading.Channels;

namespace TensorZero.Embedded.Tests.Faults;

/// <summary>Lets a reply go on when the test says so: each part, and a closing or resetting after the last, waits for a release.</summary>
internal sealed class Pace
{
    private readonly Channel<bool> _releases = Channel.CreateUnbounded<bool>();

    public void Release(int parts = 1)
    {
        for (var count = 0; count < parts; count++)
        {
            _releases.Writer.TryWrite(true);
        }
    }

    /// <summary>Everything that is still to come may go.</summary>
    public void ReleaseAll() => _releases.Writer.TryComplete();

    internal async Task WaitAsync(CancellationToken cancellationToken)
    {
        if (await _releases.Reader.WaitToReadAsync(cancellationToken))
        {
            _releases.Reader.TryRead(out _);
        }
    }
}
