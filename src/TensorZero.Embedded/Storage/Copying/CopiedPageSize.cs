namespace TensorZero.Embedded.Storage.Copying;

/// <summary>
/// How many items a page has, so that large ones take no more memory than small ones. Pages are as large as memory allows, because ClickHouse
/// looks for every page's rows all over its tables, whose order is not that of ids.
/// </summary>
internal sealed class CopiedPageSize
{
    private const long Bytes = 32 << 20;
    private const int Most = 4000;

    /// <summary>The next page's.</summary>
    public int Items { get; private set; } = 32;

    /// <summary>Learns from a page; grows to twice its size at most, because the next one may be quite different.</summary>
    public void Learn(IReadOnlyList<CopiedItem> page)
    {
        var average = Math.Max(1, page.Sum(item => item.Size) / page.Count);
        Items = (int)Math.Clamp(Bytes / average, 1, Math.Min(Most, 2L * Items));
    }
}
