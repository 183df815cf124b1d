namespace TensorZero.Embedded.Models;

/// <summary>What reading a stream gave: a chunk, or its proper end.</summary>
internal sealed class StreamStep
{
    private StreamStep()
    {
    }

    public static StreamStep Chunk { get; } = new();

    public static StreamStep End { get; } = new();
}
