namespace TensorZero.Embedded.Gateway.Native;

/// <summary>Reads what many ids stand for page by page, so that a long list of ids needs little memory.</summary>
internal static class IdPages
{
    private const int Size = 100;

    public static async IAsyncEnumerable<T> ReadAsync<T>(IReadOnlyList<Guid> ids, Func<IReadOnlyList<Guid>, Task<IReadOnlyList<T>>> read)
    {
        for (var start = 0; start < ids.Count; start += Size)
        {
            var page = new Guid[Math.Min(Size, ids.Count - start)];
            for (var i = 0; i < page.Length; i++)
            {
                page[i] = ids[start + i];
            }

            foreach (var item in await read(page).ConfigureAwait(false))
            {
                yield return item;
            }
        }
    }
}
