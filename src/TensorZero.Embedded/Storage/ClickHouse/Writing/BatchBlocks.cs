using System.Diagnostics;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.ClickHouse.Writing;

/// <summary>
/// A batch as rows of tables. All of it is written out before any of it is sent, so what is wrong with a record shows while the database
/// has nothing of the batch.
/// </summary>
internal sealed class BatchBlocks : IDisposable
{
    private readonly ClickHouseClient _client;
    private readonly Dictionary<string, ClickHouseBlock> _blocks = new(StringComparer.Ordinal);
    private readonly List<ClickHouseBlock> _first = [];

    /// <summary>To be inserted when the others are there: their views look up the inferences that feedback is about.</summary>
    private readonly List<ClickHouseBlock> _second = [];

    public BatchBlocks(ClickHouseClient client) => _client = client;

    /// <param name="record">A record.</param>
    /// <param name="snapshots">When the known ones of the batch's configurations were first used.</param>
    public void Write(Record record, IReadOnlyDictionary<string, string> snapshots)
    {
        switch (record)
        {
            case InferenceRecord inference:
                InferenceRowsJson.Write(this, inference);
                break;
            case FeedbackRecord feedback:
                FeedbackRowsJson.Write(this, feedback);
                break;
            case ConfigSnapshotRecord snapshot:
                SnapshotRowsJson.Write(this, snapshot, snapshots.GetValueOrDefault(snapshot.Hash));
                break;
            default:
                throw new UnreachableException($"Records of type {record.GetType().Name} have no table.");
        }
    }

    /// <summary>The tables in the order in which they are to be inserted.</summary>
    public IEnumerable<string> Tables => _first.Concat(_second).Select(static block => block.Table);

    /// <summary>A table's rows; null when the records have none for it.</summary>
    public ClickHouseBlock? Find(string table) => _blocks.GetValueOrDefault(table);

    public ClickHouseBlock Table(string name) => Table(name, _first);

    public ClickHouseBlock FeedbackTable(string name) => Table(name, _second);

    public void Dispose()
    {
        foreach (var block in _blocks.Values)
        {
            block.Dispose();
        }
    }

    private ClickHouseBlock Table(string name, List<ClickHouseBlock> turn)
    {
        if (!_blocks.TryGetValue(name, out var block))
        {
            block = _client.NewBlock(name);
            _blocks.Add(name, block);
            turn.Add(block);
        }

        return block;
    }
}
