using TensorZero.Embedded.History;
using TensorZero.Embedded.Storage;

namespace TensorZero.Embedded.Export;

/// <summary>Exports the engine's own store, when there is one.</summary>
internal sealed class RecordExport(IObservabilityStore? store, TimeProvider time) : IRecordExport
{
    public Task<ExportCounts> ExportAsync(Stream destination, ExportQuery? query = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        query ??= new ExportQuery();
        if (query.From > query.To)
        {
            throw new ArgumentException("A query's From cannot be later than its To.", nameof(query));
        }

        var export = new StoreExport(StoreInUse.Of(store), query with { To = query.To ?? time.GetUtcNow() });
        return export.RunAsync(destination, progress: null, cancellationToken);
    }
}
