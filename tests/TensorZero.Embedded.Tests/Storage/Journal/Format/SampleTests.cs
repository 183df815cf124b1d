using TensorZero.Embedded.Storage.Journal;
using TensorZero.Embedded.Storage.Journal.Format;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Tests.House;

namespace TensorZero.Embedded.Tests.Storage.Journal.Format;

/// <summary>
/// Files that earlier versions wrote, with the records of <see cref="SampleRecords"/>: a journal must be readable for whatever version finds it.
/// A changed format gets a number and a file of its own; the files that are here never change.
/// </summary>
internal sealed class SampleTests
{
    private const string Folder = "tests/TensorZero.Embedded.Tests/Storage/Journal/Format/Cases";

    private static IEnumerable<int> Versions => Enumerable.Range(1, (int)SegmentHeader.Version);

    [TestCaseSource(nameof(Versions))]
    public void A_segment_of_every_version_is_read(int version)
    {
        var folder = Path.Combine(Checkout.Root, Folder, $"version-{version}");
        var segment = Segment.In(folder).Single();
        var length = new FileInfo(segment.Path).Length;
        Assert.That(SegmentHeader.VersionOf(File.ReadAllBytes(segment.Path)), Is.EqualTo(version));
        using var reader = new SegmentReader(segment.ToShip(SegmentHeader.Length, mayBeTorn: false));
        var records = new List<Record>();
        for (long at = SegmentHeader.Length; at < length;)
        {
            var piece = reader.ReadWhole(at, length);
            Assert.That(piece.Kind, Is.EqualTo(SegmentPieceKind.Record));
            records.Add(RecordDecoder.Read(piece.Record.ToArray()));
            at = piece.End;
        }

        Assert.That(Difference.Between(SampleRecords.All, records), Is.Null);
    }

    /// <summary>Run by hand when the format has a new version, and never again.</summary>
    [Test]
    [Explicit("Writes the sample of the present version.")]
    public void Write()
    {
        var folder = Path.Combine(Checkout.Root, Folder, $"version-{SegmentHeader.Version}");
        Directory.CreateDirectory(folder);
        Assert.That(Directory.GetFiles(folder), Is.Empty);
        using var writer = SegmentWriter.Create(folder, 1);
        foreach (var record in SampleRecords.All)
        {
            var frame = EncodingBuffer.Rent();
            Frame.Encode(frame, record);
            writer.Append(frame.Written, rows: 1);
            frame.Return();
        }
    }
}
