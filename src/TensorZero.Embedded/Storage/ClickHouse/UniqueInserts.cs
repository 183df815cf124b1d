using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>Inserts of which each has a name of its own: the same rows may be written again, after others, and mean something then.</summary>
internal sealed class UniqueInserts(ClickHouseClient client, TimeProvider time)
{
    private readonly UuidV7Source _tokens = new(time, new Random());

    public async ValueTask RunAsync<T>(
        string table, IReadOnlyList<T> items, Action<ClickHouseBlock, T> write, CancellationToken cancellationToken)
    {
        using var rows = client.NewBlock(table);
        foreach (var item in items)
        {
            write(rows, item);
        }

        if (rows.RowCount > 0)
        {
            await client.InsertAsync(rows, _tokens.Next().ToString(), cancellationToken).ConfigureAwait(false);
        }
    }
}
