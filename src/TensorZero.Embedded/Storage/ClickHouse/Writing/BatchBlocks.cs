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
    private readonly List<ClickHouseBlock> _second = [];

    public BatchBlocks(ClickHouseClient client) => _client = client;

    /// <summary>To be inserted first, in any order.</summary>
    public IReadOnlyList<ClickHouseBlock> Inferences => _first;

    /// <summary>To be inserted when the others are there: their views look up the inferences that feedback is about.</summary>
    public IReadOnlyList<ClickHouseBlock> Feedback => _second;

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
