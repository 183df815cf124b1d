using TensorZero.Embedded.Storage;

namespace TensorZero.Embedded.Tests.Storage.Conformance;

/// <summary>A store on an empty database of its own, which goes with it.</summary>
internal sealed class EmptyStore(IObservabilityStore store, IAsyncDisposable? database) : IAsyncDisposable
{
    public IObservabilityStore Store => store;

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        if (database is not null)
        {
            await database.DisposeAsync();
        }
    }
}
