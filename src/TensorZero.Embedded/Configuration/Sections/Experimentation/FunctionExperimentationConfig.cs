using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Experimentation;

/// <summary>How a function's variant is chosen, for requests without and with a namespace.</summary>
internal sealed record FunctionExperimentationConfig : ConfigSection
{
    private static readonly string[] Types = ["static", "adaptive"];

    /// <summary>Null: all variants alike.</summary>
    public ExperimentationConfig? Base { get; init; }

    /// <summary>By namespace; for one that is missing here <see cref="Base"/> holds.</summary>
    public IReadOnlyDictionary<string, ExperimentationConfig> Namespaces { get; init; } = new Dictionary<string, ExperimentationConfig>();

    /// <summary>Whether the function has the table at all.</summary>
    public bool IsWritten { get; init; }

    public static FunctionExperimentationConfig Bind(TableReader table) => new()
    {
        Origin = table.Origin,
        IsWritten = table.Origin.Node.Entries.Count > 0,
        Namespaces = table.Map("namespaces", (_, entry) => BindType(entry)),
        Base = table.Origin.Node.Entries.Count > 0 ? BindType(table) : null,
    };

    private static ExperimentationConfig? BindType(TableReader table)
    {
        switch (table.RequiredType("experimentation", Types, "static_weights", "uniform", "track_and_stop"))
        {
            case "static":
                return StaticExperimentationConfig.Bind(table);
            case "static_weights":
                table.Deprecated("type", "use `type = \"static\"`");
                return StaticExperimentationConfig.Bind(table);
            case "uniform":
                table.Deprecated("type", "use `type = \"static\"`");
                return StaticExperimentationConfig.BindUniform(table);
            case "adaptive":
                table.Word("algorithm", ("track_and_stop", true));
                return AdaptiveExperimentationConfig.Bind(table);
            case "track_and_stop":
                table.Deprecated("type", "use `type = \"adaptive\"`");
                return AdaptiveExperimentationConfig.Bind(table);
            default:
                return null;
        }
    }
}
