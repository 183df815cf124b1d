using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Sqlite;

namespace TensorZero.Embedded.SideBySide.InProcess;

/// <summary>SQLite behind a gate, so that the journal keeps what it gets until the gate opens.</summary>
internal sealed class GatedDatabase : IStoreFactory
{
    private readonly List<GatedStore> _stores = [];

    public OpenedStore Open(string address, StoreSettings settings)
    {
        var behind = SqliteStore.Open(new SqliteOptions { Path = address }, settings.Time);
        var store = new GatedStore(behind);
        _stores.Add(store);
        return new OpenedStore(store, behind.ApiKeys, FolderName: "gated");
    }

    public void OpenGate() => _stores.ForEach(store => store.Open());
}
