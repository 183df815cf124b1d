using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Tests.Storage;

/// <summary>For tests that do not care what a batch is called.</summary>
internal static class StoreWriting
{
    public static ValueTask WriteAsync(this IObservabilityStore store, IReadOnlyList<Record> batch, CancellationToken cancellationToken) =>
        store.WriteAsync(batch, Some.Id().ToString(), cancellationToken);
}
