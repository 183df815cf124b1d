using System.Numerics;
using System.Text.Json;

namespace TensorZero.Embedded.Schemas.Validation;

/// <summary>
/// Which items or properties (by ordinal) of the current instance have been evaluated: what <c>unevaluatedItems</c> and
/// <c>unevaluatedProperties</c> ask. Sets are frames on one stack of bits; a branch that fails takes its frame with it.
/// </summary>
internal sealed class EvaluatedChildren
{
    private ulong[] _bits = [];
    private int _top;
    private Frame _current = Frame.None;

    /// <summary>Whether anybody will ask. While false, marking is not needed.</summary>
    public bool IsTracking => _current.Words >= 0;

    /// <summary>Starts an empty set for the instance. Returns what <see cref="End"/> needs.</summary>
    public Frame Begin(JsonElement instance) => Push(instance.ValueKind switch
    {
        JsonValueKind.Object => Words(instance.GetPropertyCount()),
        JsonValueKind.Array => Words(instance.GetArrayLength()),
        _ => 0,
    });

    /// <summary>Starts an empty set for the same instance.</summary>
    public Frame BeginBranch() => Push(_current.Words);

    /// <summary>Ends the current set; kept, it joins the set of the same instance below, if there is one.</summary>
    public void End(Frame previous, bool keep)
    {
        if (keep && previous.Words >= 0)
        {
            for (var i = 0; i < _current.Words; i++)
            {
                _bits[previous.Start + i] |= _bits[_current.Start + i];
            }
        }

        _top = _current.Start;
        _current = previous;
    }

    /// <summary>Stops tracking, on the way into a child. Returns what <see cref="Resume"/> needs.</summary>
    public Frame Suspend()
    {
        var frame = _current;
        _current = Frame.None;
        return frame;
    }

    public void Resume(Frame frame) => _current = frame;

    public void Clear() => (_current, _top) = (Frame.None, 0);

    public void Mark(int ordinal) => _bits[_current.Start + (ordinal >> 6)] |= 1UL << ordinal;

    public void MarkAll() => _bits.AsSpan(_current.Start, _current.Words).Fill(ulong.MaxValue);

    public bool IsMarked(int ordinal) => (_bits[_current.Start + (ordinal >> 6)] >> ordinal & 1) != 0;

    private Frame Push(int words)
    {
        var previous = _current;
        var start = _top;
        _top += words;
        if (_top > _bits.Length)
        {
            Array.Resize(ref _bits, (int)BitOperations.RoundUpToPowerOf2((uint)_top));
        }

        _bits.AsSpan(start, words).Clear();
        _current = new Frame(start, words);
        return previous;
    }

    private static int Words(int count) => (count + 63) >> 6;

    internal readonly record struct Frame(int Start, int Words)
    {
        public static readonly Frame None = new(0, -1);
    }
}
