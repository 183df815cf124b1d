using System.Text.Json;

namespace TensorZero.Embedded.Models;

/// <summary>
/// What a provider charges. A cost that cannot be known (a required number is missing, is no number, or the sum is negative) is null,
/// never 0. Sums are rounded once, half to even, to a billionth of a dollar.
/// </summary>
internal sealed class PriceList(IReadOnlyList<Price> prices)
{
    private const int DecimalPlaces = 9;

    /// <summary>No call costs this much; a number that says so is nonsense, and nano-dollars could not hold it.</summary>
    private const decimal MaximumCost = 1_000_000_000m;

    /// <summary>The cost of a whole reply, from its body.</summary>
    public decimal? CostOf(ReadOnlyMemory<byte> reply)
    {
        try
        {
            using var document = JsonDocument.Parse(reply);
            var units = new decimal?[prices.Count];
            for (var i = 0; i < units.Length; i++)
            {
                if (!TryRead(prices[i].Whole, document.RootElement, ref units[i]))
                {
                    return null;
                }
            }

            return Total(units);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The cost of a stream, from its events' data, one a line.</summary>
    public decimal? CostOfStream(ReadOnlyMemory<byte> lines)
    {
        var units = new decimal?[prices.Count];
        while (!lines.IsEmpty)
        {
            var end = lines.Span.IndexOf((byte)'\n');
            var line = end < 0 ? lines : lines[..end];
            lines = end < 0 ? default : lines[(end + 1)..];
            if (!ReadLine(line, units))
            {
                return null;
            }
        }

        return Total(units);
    }

    private bool ReadLine(ReadOnlyMemory<byte> line, decimal?[] units)
    {
        if (!prices.Any(price => line.Span.IndexOf(price.Streaming.FirstKey) >= 0))
        {
            return true;
        }

        try
        {
            using var document = JsonDocument.Parse(line);
            for (var i = 0; i < units.Length; i++)
            {
                if (!TryRead(prices[i].Streaming, document.RootElement, ref units[i]))
                {
                    return false;
                }
            }

            return true;
        }
        catch (JsonException)
        {
            // A terminal marker such as [DONE] or a broken last line has no numbers.
            return true;
        }
    }

    private static bool TryRead(JsonPath path, JsonElement root, ref decimal? units)
    {
        if (path.Find(root) is not { ValueKind: not JsonValueKind.Null } found)
        {
            return true;
        }

        if (found.ValueKind != JsonValueKind.Number || !found.TryGetDecimal(out var number))
        {
            return false;
        }

        units = units is { } earlier && earlier > number ? earlier : number;
        return true;
    }

    private decimal? Total(decimal?[] units)
    {
        var total = 0m;
        for (var i = 0; i < units.Length; i++)
        {
            if (units[i] is null && prices[i].Required)
            {
                return null;
            }

            try
            {
                total += (units[i] ?? 0m) * prices[i].DollarsPerUnit;
            }
            catch (OverflowException)
            {
                return null;
            }
        }

        return total is < 0m or > MaximumCost ? null : Math.Round(total, DecimalPlaces, MidpointRounding.ToEven);
    }
}
