using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections;

internal sealed record MetricConfig : ConfigSection
{
    public required string Name { get; init; }

    /// <summary>What a value is.</summary>
    public required MetricType Type { get; init; }

    /// <summary>Whether more is better.</summary>
    public required MetricOptimize Optimize { get; init; }

    /// <summary>Whether feedback is about one inference or a whole episode.</summary>
    public required FeedbackLevel Level { get; init; }

    /// <summary>For readers.</summary>
    public string? Description { get; init; }

    public static MetricConfig Bind(string name, TableReader table) => new()
    {
        Origin = table.Origin,
        Name = name,
        Type = BindType(table, "type"),
        Optimize = BindOptimize(table),
        Level = table.RequiredWord("level", ("inference", FeedbackLevel.Inference), ("episode", FeedbackLevel.Episode)),
        Description = table.Text("description"),
    };

    public static MetricType BindType(TableReader table, string key) =>
        table.RequiredWord(key, ("boolean", MetricType.Boolean), ("float", MetricType.Float));

    public static MetricOptimize BindOptimize(TableReader table) =>
        table.RequiredWord("optimize", ("min", MetricOptimize.Min), ("max", MetricOptimize.Max));
}
