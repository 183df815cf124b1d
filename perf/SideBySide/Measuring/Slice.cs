namespace TensorZero.Embedded.SideBySide.Measuring;

/// <summary>What some calls came to.</summary>
/// <param name="CpuMicroseconds">Processor time of the whole process that is measured, per call.</param>
/// <param name="AllocatedBytes">Managed memory that it allocated, per call; 0 for another process.</param>
/// <param name="PerSecond">Calls per second.</param>
/// <param name="Latencies">How long each call took to its end.</param>
/// <param name="FirstContent">How long each call took to its first content.</param>
internal sealed record Slice(double CpuMicroseconds, double AllocatedBytes, double PerSecond, Latencies Latencies, Latencies FirstContent);
