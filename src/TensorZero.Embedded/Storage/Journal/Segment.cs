using System.Globalization;
using TensorZero.Embedded.Storage.Journal.Format;

namespace TensorZero.Embedded.Storage.Journal;

/// <summary>
/// One file of a journal: a header, then frames. One writes it while another reads what it has so far. Its name holds its number and, in case
/// the header is damaged, its mark.
/// </summary>
internal sealed class Segment(string folder, long number, uint mark)
{
    private const string Extension = ".journal";

    private long _length;
    private long _records;
    private long _rows;
    private bool _isComplete;

    public string Path { get; } = System.IO.Path.Combine(folder, $"{number:d10}-{mark:x8}{Extension}");

    public long Number => number;

    /// <summary>What each of its frames begins with.</summary>
    public uint Mark => mark;

    /// <summary>How many bytes of it are written.</summary>
    public long Length => Volatile.Read(ref _length);

    /// <summary>Where its first record stands that is to be shipped.</summary>
    public long Start { get; init; } = SegmentHeader.Length;

    /// <summary>Whether its process may have ended in the middle of its last frame.</summary>
    public bool MayBeTorn { get; init; }

    /// <summary>How many records are to be shipped from it.</summary>
    public long Records => Volatile.Read(ref _records);

    /// <summary>About how many rows they make; 0 when another process wrote it.</summary>
    public long Rows => Volatile.Read(ref _rows);

    /// <summary>Whether nothing is appended to it any more. Read before <see cref="Length"/> it makes that final.</summary>
    public bool IsComplete => Volatile.Read(ref _isComplete);

    public void Grow(long length, long records, long rows = 0)
    {
        Volatile.Write(ref _records, _records + records);
        Volatile.Write(ref _rows, _rows + rows);
        Volatile.Write(ref _length, length);
    }

    public void Complete() => Volatile.Write(ref _isComplete, true);

    /// <summary>The same file, for who ships it.</summary>
    /// <param name="start">Where its first record stands that is to be shipped.</param>
    /// <param name="mayBeTorn">Whether its process may have ended in the middle of its last frame.</param>
    public Segment ToShip(long start, bool mayBeTorn) => new(folder, number, mark) { Start = start, MayBeTorn = mayBeTorn };

    /// <summary>The segments of a folder, in order.</summary>
    public static List<Segment> In(string folder)
    {
        var segments = new List<Segment>();
        foreach (var file in Directory.EnumerateFiles(folder, "*" + Extension))
        {
            var name = System.IO.Path.GetFileNameWithoutExtension(file.AsSpan());
            var dash = name.IndexOf('-');
            if (dash > 0
                && long.TryParse(name[..dash], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && uint.TryParse(name[(dash + 1)..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var mark))
            {
                segments.Add(new Segment(folder, number, mark));
            }
        }

        segments.Sort(static (left, right) => left.Number.CompareTo(right.Number));
        return segments;
    }
}
