namespace TensorZero.Embedded.Storage.ClickHouse;

internal sealed class ClickHouseStoreFactory : IStoreFactory
{
    public static ClickHouseStoreFactory Instance { get; } = new();

    public OpenedStore Open(string address, StoreSettings settings)
    {
        var parsed = ClickHouseAddress.Parse(address);
        return new OpenedStore(new ClickHouseStore(parsed, settings), ApiKeys: null, FolderNameOf(parsed));
    }

    private static string FolderNameOf(ClickHouseAddress address) => string.Concat(
        $"{address.Server.Host}-{address.Server.Port}-{address.Database}".Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' ? letter : '_'));
}
