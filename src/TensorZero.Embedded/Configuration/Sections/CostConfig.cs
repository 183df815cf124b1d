using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections;

/// <summary>One price: a number in the provider's raw reply, times dollars per unit of it.</summary>
internal sealed record CostConfig : ConfigSection
{
    /// <summary>JSON pointer into a whole reply.</summary>
    public required string Pointer { get; init; }

    /// <summary>JSON pointer into the chunks of a stream.</summary>
    public required string StreamingPointer { get; init; }

    public required decimal DollarsPerUnit { get; init; }

    /// <summary>Whether a reply without the number has no known cost; otherwise it counts as zero units.</summary>
    public bool Required { get; init; }

    public static IReadOnlyList<CostConfig> BindAll(TableReader table, string key, bool allowSplit) =>
        table.Tables(key, entry => Bind(entry, allowSplit));

    private static CostConfig Bind(TableReader table, bool allowSplit)
    {
        var (both, whole, streamed) = (table.Text("pointer"), (string?)null, (string?)null);
        if (allowSplit)
        {
            (whole, streamed) = (table.Text("pointer_nonstreaming"), table.Text("pointer_streaming"));
        }

        var valid = both is not null ? whole is null && streamed is null : whole is not null && streamed is not null;
        if (!valid)
        {
            table.ErrorHere(allowSplit
                ? "give either `pointer` alone, or both `pointer_nonstreaming` and `pointer_streaming`"
                : "the key `pointer` is missing");
        }

        foreach (var (key, pointer) in new[] { ("pointer", both), ("pointer_nonstreaming", whole), ("pointer_streaming", streamed) })
        {
            if (pointer is not null && !pointer.StartsWith('/'))
            {
                table.Error(key, "must start with '/'");
            }
        }

        return new CostConfig
        {
            Origin = table.Origin,
            Pointer = both ?? whole ?? "",
            StreamingPointer = both ?? streamed ?? "",
            DollarsPerUnit = BindRate(table),
            Required = table.Boolean("required") ?? false,
        };
    }

    private static decimal BindRate(TableReader table)
    {
        var (perMillion, perUnit) = (table.Number("cost_per_million"), table.Number("cost_per_unit"));
        if (table.Has("cost_per_million") == table.Has("cost_per_unit"))
        {
            table.ErrorHere("give exactly one of `cost_per_million` and `cost_per_unit`");
        }

        return perMillion is { } million ? (decimal)million / 1_000_000m : (decimal)(perUnit ?? 0);
    }
}
