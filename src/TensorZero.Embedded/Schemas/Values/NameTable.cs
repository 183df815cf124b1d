using System.Numerics;
using System.Runtime.InteropServices;

namespace TensorZero.Embedded.Schemas.Values;

/// <summary>Finds UTF-8 names among a fixed list. Immutable, so safe to share.</summary>
internal sealed class NameTable
{
    private static readonly ulong Seed = (uint)HashCode.Combine(typeof(NameTable)) | 0x9E3779B900000000;

    private readonly byte[][] _names;
    private readonly ulong[] _hashes;
    private readonly int[] _slots;

    /// <summary>Builds the table; of equal names the first one is found.</summary>
    public NameTable(IReadOnlyList<byte[]> names)
    {
        _names = [.. names];
        _hashes = new ulong[_names.Length];
        _slots = new int[BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, _names.Length * 2))];
        for (var i = 0; i < _names.Length; i++)
        {
            _hashes[i] = Hash(_names[i]);
            if (Find(_names[i], _hashes[i], out var slot) < 0)
            {
                _slots[slot] = i + 1;
            }
        }
    }

    public int Count => _names.Length;

    /// <summary>The index of the name in the list, or -1.</summary>
    public int Find(ReadOnlySpan<byte> name) => Find(name, Hash(name), out _);

    /// <summary>As <see cref="Find(ReadOnlySpan{byte})"/>, faster when it is the name at <paramref name="expected"/>.</summary>
    public int Find(ReadOnlySpan<byte> name, int expected) =>
        (uint)expected < (uint)_names.Length && name.SequenceEqual(_names[expected]) ? expected : Find(name);

    private int Find(ReadOnlySpan<byte> name, ulong hash, out int slot)
    {
        var mask = _slots.Length - 1;
        slot = (int)hash & mask;
        for (; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            var index = _slots[slot] - 1;
            if (_hashes[index] == hash && name.SequenceEqual(_names[index]))
            {
                return index;
            }
        }

        return -1;
    }

    // Every byte counts and the seed differs per process, so that chosen names do not share one slot.
    private static ulong Hash(ReadOnlySpan<byte> name)
    {
        var hash = Seed ^ (ulong)name.Length;
        for (; name.Length >= 8; name = name[8..])
        {
            hash = Mix(hash ^ MemoryMarshal.Read<ulong>(name));
        }

        return name.Length switch
        {
            0 => hash,
            >= 4 => Mix(hash ^ MemoryMarshal.Read<uint>(name) ^ ((ulong)MemoryMarshal.Read<uint>(name[^4..]) << 32)),
            _ => Mix(hash ^ name[0] ^ ((ulong)name[name.Length >> 1] << 8) ^ ((ulong)name[^1] << 16)),
        };
    }

    private static ulong Mix(ulong value)
    {
        var high = Math.BigMul(value, 0xA0761D6478BD642F, out var low);
        return high ^ low;
    }
}
