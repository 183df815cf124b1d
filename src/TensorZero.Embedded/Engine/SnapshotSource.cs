namespace TensorZero.Embedded.Engine;

/// <summary>Holds the current snapshot and swaps it as a whole. Reading takes no lock.</summary>
internal sealed class SnapshotSource(EngineSnapshot first)
{
    private EngineSnapshot _current = first;

    public EngineSnapshot Current => Volatile.Read(ref _current);

    public void Swap(EngineSnapshot next) => Volatile.Write(ref _current, next);
}
