using TensorZero.Embedded.Storage.Batching;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Journal;

/// <summary>A range of a segment on its way to the store. Its name is where it is: the same range always holds the same records.</summary>
internal sealed class JournalBatch : IBatch
{
    private readonly JournalSource _source;
    private readonly Segment _segment;
    private readonly ReadRecord[] _records;
    private readonly long _start;
    private readonly long _end;

    public JournalBatch(JournalSource source, Segment segment, ReadRecord[] records, long start, long end)
    {
        (_source, _segment, _records, _start, _end) = (source, segment, records, start, end);
        Records = Array.ConvertAll(records, static read => read.Record);
        Token = $"{source.Name}/{segment.Number}/{start}-{end}";
    }

    public IReadOnlyList<Record> Records { get; }

    public string Token { get; }

    public void Begin() => _source.Begin(_segment, _start, _end);

    public (IBatch First, IBatch Second) Halve()
    {
        var half = _records.Length / 2;
        var middle = _records[half].Start;
        return (
            new JournalBatch(_source, _segment, _records[..half], _start, middle),
            new JournalBatch(_source, _segment, _records[half..], middle, _end));
    }

    public string? SetAside(int place, ObservabilityStoreException error) =>
        _source.SetAside(_records[place].Bytes.Span, _records[place].Record.Id, error.Message);

    public void Complete(IReadOnlyDictionary<int, ObservabilityStoreException> refusals)
    {
        foreach (var (place, error) in refusals)
        {
            _source.Refuse(_segment, _records[place].End, error);
        }

        _source.Complete(_segment, _end, _records.Length, Records[^1].Id);
    }

    /// <summary>It stays in the journal, and the range on its way stays written down.</summary>
    public void Abandon()
    {
    }
}
