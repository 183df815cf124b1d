namespace TensorZero.Embedded.Storage.Copying;

/// <summary>A part of a database that is copied by itself, page by page. Immutable and shared.</summary>
internal abstract class CopiedPart
{
    /// <summary>What applications recorded and collected, in the order in which it is copied: what others refer to comes before them.</summary>
    public static IReadOnlyList<CopiedPart> Records { get; } =
    [
        new ConfigurationPart(),
        new RecordPart("inferences", RecordCollection.Inferences),
        new RecordPart("failed inferences", RecordCollection.FailedInferences),
        new RecordPart("feedback", RecordCollection.Feedback),
        new DatapointPart(),
    ];

    /// <summary>All parts: those, and what evaluations keep about their own work.</summary>
    public static IReadOnlyList<CopiedPart> All { get; } =
        [.. Records, new EvaluationRunPart(), new EvaluationNotePart(), new WorkflowRunPart(), new WorkflowEpisodePart()];

    public abstract string Name { get; }

    public abstract ValueTask<long> CountAsync(IObservabilityStore store, CancellationToken cancellationToken);

    /// <summary>The next items by id, oldest first; empty at the end.</summary>
    public abstract ValueTask<IReadOnlyList<CopiedItem>> ReadAsync(
        IObservabilityStore store, Guid? after, Guid until, int maxItems, CancellationToken cancellationToken);

    /// <param name="store">Where to.</param>
    /// <param name="items">What.</param>
    /// <param name="token">Names these items: the same token always comes with the same ones.</param>
    /// <param name="cancellationToken">Ends the try.</param>
    public abstract ValueTask WriteAsync(
        IObservabilityStore store, IReadOnlyList<CopiedItem> items, string token, CancellationToken cancellationToken);

    /// <summary>The ids of a page that the target has already.</summary>
    public virtual async ValueTask<IReadOnlySet<Guid>> FindAsync(
        IObservabilityStore target, Guid? after, IReadOnlyList<CopiedItem> page, CancellationToken cancellationToken)
    {
        var wanted = page.ToDictionary(item => item.Id);
        var found = new HashSet<Guid>();
        var until = page[^1].Id;
        IReadOnlyList<CopiedItem> there;
        do
        {
            there = await ReadAsync(target, after, until, page.Count, cancellationToken).ConfigureAwait(false);
            foreach (var item in there)
            {
                if (wanted.TryGetValue(item.Id, out var source) && found.Add(item.Id))
                {
                    await UpdateAsync(target, source, item, cancellationToken).ConfigureAwait(false);
                }

                after = item.Id;
            }
        }
        while (there.Count > 0);

        return found;
    }

    /// <summary>Brings an item that the target has already up to the source's state, where that can change.</summary>
    protected virtual ValueTask UpdateAsync(
        IObservabilityStore target, CopiedItem source, CopiedItem there, CancellationToken cancellationToken) => default;
}
