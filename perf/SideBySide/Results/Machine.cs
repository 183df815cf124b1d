using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace TensorZero.Embedded.SideBySide.Results;

/// <summary>What a reader has to know of where and when it was measured.</summary>
internal static class Machine
{
    public static string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC, commit {Commit()}, {Environment.ProcessorCount} processors ({Processor()}), "
        + $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, load {Load()}");

    /// <summary>How many processes want a processor, over the last minute; this program's own are among them.</summary>
    public static string Load() => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    private static string Processor() => File.ReadLines("/proc/cpuinfo")
        .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(": ")[1] ?? "unknown";

    private static string Commit()
    {
        var git = new ProcessStartInfo("git", ["describe", "--always", "--dirty", "--exclude=*"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(git);
        return process?.StandardOutput.ReadToEnd().Trim() is { Length: > 0 } commit ? commit : "unknown";
    }
}
