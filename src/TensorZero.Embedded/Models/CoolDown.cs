namespace TensorZero.Embedded.Models;

/// <summary>
/// Rests a provider for a while after it failed, so that requests go to the next one at once. Off by default. Thread-safe.
/// </summary>
internal sealed class CoolDown(TimeSpan rest, TimeProvider time)
{
    private long _restingUntil;

    public bool IsResting => time.GetTimestamp() < Volatile.Read(ref _restingUntil);

    public void Failed() =>
        Volatile.Write(ref _restingUntil, time.GetTimestamp() + (long)(rest.TotalSeconds * time.TimestampFrequency));

    public void Succeeded() => Volatile.Write(ref _restingUntil, 0);
}
