using System.Globalization;

namespace TensorZero.Embedded.Benchmarks.Languages;

/// <summary>
/// Works side by side in one run: short slices of each alternate, so that whatever else the machine does hits all alike, and the median of
/// the slices counts.
/// </summary>
internal static class Comparison
{
    private const int Slices = 21;
    private static readonly TimeSpan SliceTime = TimeSpan.FromMilliseconds(40);

    /// <summary>Until then the compiler has given its best code to whatever runs often.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1.5);

    public static Cost[] Measure(IReadOnlyList<Work> works)
    {
        var times = works.Select(Calibrate).ToArray();
        var slices = works.Select(_ => new List<Cost>()).ToArray();
        for (var round = 0; round < Slices; round++)
        {
            for (var i = 0; i < works.Count; i++)
            {
                slices[i].Add(Cost.Measure(works[i], times[i]));
            }
        }

        return [.. slices.Select(costs => new Cost(
            Median(costs.Select(cost => cost.CpuMicroseconds)), Median(costs.Select(cost => cost.AllocatedBytes))))];
    }

    /// <summary>Measures and prints a line each, beside the first.</summary>
    public static Cost[] Print(string what, IReadOnlyList<Work> works)
    {
        var costs = Measure(works);
        for (var i = 0; i < works.Count; i++)
        {
            var (ratio, bytes) = (costs[i].CpuMicroseconds / costs[0].CpuMicroseconds, costs[i].AllocatedBytes / costs[0].AllocatedBytes);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {what} | {works[i].Name} | {costs[i].CpuMicroseconds:F3} | {ratio:F2} | {costs[i].AllocatedBytes:F0} | {bytes:F2} |"));
        }

        return costs;
    }

    /// <summary>Warms the work up; returns how often to do it in one slice.</summary>
    private static int Calibrate(Work work)
    {
        var times = 1;
        for (var spent = TimeSpan.Zero; spent < WarmUp;)
        {
            var slice = TimeSpan.FromMicroseconds(Cost.Measure(work, times).CpuMicroseconds * times);
            spent += slice;
            times = slice < SliceTime ? times * 2 : Math.Max(1, (int)(times * (SliceTime / slice)));
        }

        return times;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
