using TensorZero.Embedded.SideBySide.Gateways;
using TensorZero.Embedded.SideBySide.InProcess;
using TensorZero.Embedded.SideBySide.Loopback;
using TensorZero.Embedded.SideBySide.Results;
using TensorZero.Embedded.SideBySide.Scale;

namespace TensorZero.Embedded.SideBySide;

/// <summary>All tables, one after another, against the same provider.</summary>
internal static class Comparison
{
    /// <param name="extent">How long is measured.</param>
    /// <param name="parts">Some of <c>in-process</c>, <c>gateway</c> and <c>scale</c>; all when empty. The last needs the full extent.</param>
    public static async Task RunAsync(Extent extent, string[] parts)
    {
        Console.WriteLine(Machine.Describe());
        var (provider, apiBase) = LoopbackProvider.Start();
        await using var _ = provider;
        if (Wants("in-process"))
        {
            await InProcessRows.RunAsync(extent, apiBase);
        }

        if (Wants("gateway"))
        {
            await GatewayRows.RunAsync(extent, apiBase);
        }

        if (extent.IsFull && Wants("scale"))
        {
            await ScaleRows.RunAsync(extent, apiBase);
        }

        Console.WriteLine();
        Console.WriteLine($"Load at the end: {Machine.Load()}.");

        bool Wants(string part) => parts.Length == 0 || parts.Contains(part);
    }
}
