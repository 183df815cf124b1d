using System.Globalization;
using System.Text.Json;

namespace TensorZero.Embedded.Cli.Statistics;

/// <summary>A row of any statistics: what it is about, and its numbers by their names.</summary>
internal sealed record StatisticsRow(StatisticsKey Key, IReadOnlyList<(string Name, decimal? Number)> Numbers)
{
    public string[] Show() =>
        [.. KeyColumns.Show(Key), .. Numbers.Select(number => number.Number?.ToString("0.#########", CultureInfo.InvariantCulture) ?? "")];

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        KeyColumns.Write(json, Key);
        foreach (var (name, number) in Numbers)
        {
            if (number is { } value)
            {
                json.WriteNumber(name, value);
            }
            else
            {
                json.WriteNull(name);
            }
        }

        json.WriteEndObject();
    }
}
