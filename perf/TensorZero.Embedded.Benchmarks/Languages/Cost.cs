namespace TensorZero.Embedded.Benchmarks.Languages;

/// <summary>What doing some work once costs the whole process.</summary>
/// <param name="CpuMicroseconds">Processor time, that of the garbage collector included.</param>
/// <param name="AllocatedBytes">Managed memory allocated.</param>
internal readonly record struct Cost(double CpuMicroseconds, double AllocatedBytes)
{
    public static Cost Measure(Work work, int times)
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var cpu = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < times; i++)
        {
            work.Do();
        }

        return new Cost(
            (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / times,
            (GC.GetAllocatedBytesForCurrentThread() - bytes) / (double)times);
    }
}
