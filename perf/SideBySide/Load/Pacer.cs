using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Threading.Channels;

namespace TensorZero.Embedded.SideBySide.Load;

/// <summary>Says when each request is due, to a fraction of a millisecond and without keeping a processor busy.</summary>
internal static partial class Pacer
{
    public static void Run(ChannelWriter<long> due, int perSecond, TimeSpan time)
    {
        var began = Stopwatch.GetTimestamp();
        var count = (long)(perSecond * time.TotalSeconds);
        for (var i = 0L; i < count; i++)
        {
            var at = began + (i * Stopwatch.Frequency / perSecond);
            if (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), at) is { Ticks: > 0 } early)
            {
                _ = Sleep(new Timespec(0, (nint)early.TotalNanoseconds), 0);
            }

            due.TryWrite(at);
        }

        due.Complete();
    }

    /// <summary>Linux's own: that of .NET sleeps a millisecond at least.</summary>
    [LibraryImport("libc", EntryPoint = "nanosleep")]
    private static partial int Sleep(in Timespec time, nint remaining);

    private readonly record struct Timespec(nint Seconds, nint Nanoseconds);
}
