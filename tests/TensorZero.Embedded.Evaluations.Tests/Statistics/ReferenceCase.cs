using System.Text.Json;

namespace TensorZero.Embedded.Evaluations.Tests.Statistics;

/// <summary>One row of <c>Cases/reference-values.json</c>: inputs of a method and what other programs, or the literature, say of them.</summary>
internal sealed class ReferenceCase(JsonElement row, int index)
{
    private readonly JsonElement _input = row.GetProperty("input");

    public string Method { get; } = row.GetProperty("method").GetString()!;

    public double Tolerance { get; } = row.GetProperty("tolerance").GetDouble();

    public double[] Expected { get; } = Doubles(row.GetProperty("expected"));

    public string Source { get; } = row.GetProperty("source").GetString()!;

    public double this[string name] => _input.GetProperty(name).GetDouble();

    public int Count(string name) => _input.GetProperty(name).GetInt32();

    public bool Flag(string name) => _input.GetProperty(name).GetBoolean();

    public double[] List(string name) => Doubles(_input.GetProperty(name));

    public int[] Counts(string name) => [.. _input.GetProperty(name).EnumerateArray().Select(item => item.GetInt32())];

    public double[][] Lists(string name) => [.. _input.GetProperty(name).EnumerateArray().Select(Doubles)];

    public override string ToString() => $"{index:00} {Method}";

    public static IReadOnlyList<ReferenceCase> All()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Statistics", "Cases", "reference-values.json");
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return [.. document.RootElement.GetProperty("cases").EnumerateArray().Index()
            .Select(row => new ReferenceCase(row.Item.Clone(), row.Index + 1))];
    }

    private static double[] Doubles(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetDouble())];
}
