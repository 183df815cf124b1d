using TensorZero.Embedded.Storage.Journal;
using TensorZero.Embedded.Storage.Journal.Format;

namespace TensorZero.Embedded.Tests.Storage.Journal;

/// <summary>What is read from a segment that is cut or changed, at every byte of it.</summary>
internal sealed class SegmentReaderTests
{
    private const int Count = 7;

    private readonly List<Guid> _ids = [];
    private readonly List<long> _starts = [];
    private string _folder = null!;
    private Segment _segment = null!;
    private byte[] _bytes = null!;

    [SetUp]
    public void WriteSegment()
    {
        _folder = Directory.CreateTempSubdirectory("tensorzero-segment-").FullName;
        var random = new Random(7);
        using var writer = SegmentWriter.Create(_folder, 3);
        _segment = writer.Segment;
        for (var i = 0; i < Count; i++)
        {
            var record = Some.Comment(Some.Id(), new string('x', random.Next(0, 40)));
            var frame = EncodingBuffer.Rent();
            Frame.Encode(frame, record);
            _ids.Add(record.Id);
            _starts.Add(_segment.Length);
            writer.Append(frame.Written, rows: 1);
            frame.Return();
        }

        writer.Sync();
        _bytes = File.ReadAllBytes(_segment.Path);
    }

    [TearDown]
    public void Remove()
    {
        Directory.Delete(_folder, recursive: true);
        _ids.Clear();
        _starts.Clear();
    }

    [Test]
    public void A_segment_that_ends_in_its_last_record_has_all_before_and_a_torn_tail()
    {
        for (var length = (int)_starts[^1]; length < _bytes.Length; length++)
        {
            File.WriteAllBytes(_segment.Path, _bytes[..length]);
            var (ids, others) = Read(mayBeTorn: true);
            Assert.That(ids, Is.EqualTo(_ids[..^1]), $"cut at {length}");
            Assert.That(
                others, Is.EqualTo(length == _starts[^1] ? [] : new[] { (SegmentPieceKind.TornTail, length - _starts[^1]) }), $"cut at {length}");
        }
    }

    [Test]
    public void What_ends_too_early_where_nothing_may_be_torn_is_damage()
    {
        for (var length = (int)_starts[^1] + 1; length < _bytes.Length; length++)
        {
            File.WriteAllBytes(_segment.Path, _bytes[..length]);
            var (ids, others) = Read(mayBeTorn: false);
            Assert.That(ids, Is.EqualTo(_ids[..^1]), $"cut at {length}");
            Assert.That(others, Is.EqualTo(new[] { (SegmentPieceKind.Damage, length - _starts[^1]) }), $"cut at {length}");
        }
    }

    [Test]
    public void A_bit_that_flips_anywhere_costs_the_record_it_stands_in_and_no_other([Values] bool mayBeTorn)
    {
        var random = new Random(11);
        using var file = File.OpenHandle(_segment.Path, access: FileAccess.Write, share: FileShare.ReadWrite);
        for (var at = 0; at < _bytes.Length; at++)
        {
            RandomAccess.Write(file, [(byte)(_bytes[at] ^ (1 << random.Next(8)))], at);
            var hit = _starts.FindLastIndex(start => start <= at);
            var (ids, others) = Read(mayBeTorn);

            // The segment's own header is no record: its frames are found by the mark in the file's name.
            Assert.That(ids, Is.EqualTo(_ids.Where((_, i) => i != hit)), $"flipped at {at}");
            Assert.That(others.Select(other => other.Kind), Is.EqualTo(hit < 0 ? [] : new[] { SegmentPieceKind.Damage }), $"flipped at {at}");
            RandomAccess.Write(file, [_bytes[at]], at);
        }
    }

    [TestCase(1)]
    [TestCase(15)]
    [TestCase(4096)]
    public void Zeros_at_the_end_are_what_a_power_loss_leaves(int zeros)
    {
        File.WriteAllBytes(_segment.Path, [.. _bytes, .. new byte[zeros]]);

        var (ids, others) = Read(mayBeTorn: true);

        Assert.That(ids, Is.EqualTo(_ids));
        Assert.That(others, Is.EqualTo(new[] { (SegmentPieceKind.LostTail, (long)zeros) }));
    }

    [Test]
    public void Records_are_found_behind_more_damage_than_is_read_at_once()
    {
        var garbage = new byte[SegmentReader.WindowLength + 1000];
        new Random(3).NextBytes(garbage);
        File.WriteAllBytes(_segment.Path, [.. _bytes[..(int)_starts[4]], .. garbage, .. _bytes[(int)_starts[4]..]]);

        var (ids, others) = Read(mayBeTorn: true);

        Assert.That(ids, Is.EqualTo(_ids));
        Assert.That(others, Is.EqualTo(new[] { (SegmentPieceKind.Damage, (long)garbage.Length) }));
    }

    private (List<Guid> Ids, List<(SegmentPieceKind Kind, long Length)> Others) Read(bool mayBeTorn)
    {
        var ids = new List<Guid>();
        var others = new List<(SegmentPieceKind Kind, long Length)>();
        var end = new FileInfo(_segment.Path).Length;
        using var reader = new SegmentReader(_segment.ToShip(SegmentHeader.Length, mayBeTorn));
        for (long at = SegmentHeader.Length; at < end;)
        {
            var piece = reader.ReadWhole(at, end);
            if (piece.Kind == SegmentPieceKind.Record)
            {
                ids.Add(RecordDecoder.Read(piece.Record).Id);
            }
            else
            {
                others.Add((piece.Kind, piece.End - piece.Start));
            }

            at = piece.End;
        }

        return (ids, others);
    }
}
