using TensorZero.Embedded.Storage;

namespace TensorZero.Embedded.Postgres;

internal sealed class PostgresStoreFactory : IStoreFactory
{
    public static PostgresStoreFactory Instance { get; } = new();

    public OpenedStore Open(string address, StoreSettings settings)
    {
        var store = new PostgresStore(address, settings);
        return new OpenedStore(store, store.ApiKeys, store.FolderName);
    }
}
