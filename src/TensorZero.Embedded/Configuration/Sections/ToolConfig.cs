using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections;

internal sealed record ToolConfig : ConfigSection
{
    /// <summary>The key in <c>[tools]</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name that the model sees; several tools may share one.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Tells the model what the tool is for.</summary>
    public required string Description { get; init; }

    /// <summary>The JSON Schema of the arguments; null only when it could not be read.</summary>
    public required FileText? Parameters { get; init; }

    /// <summary>Whether the provider holds the model to the schema.</summary>
    public bool Strict { get; init; }

    public static ToolConfig Bind(string name, TableReader table)
    {
        if (!table.Has("parameters"))
        {
            table.Missing("parameters");
        }

        return new ToolConfig
        {
            Origin = table.Origin,
            Name = name,
            DisplayName = table.Text("name") ?? name,
            Description = table.RequiredText("description"),
            Parameters = table.File("parameters"),
            Strict = table.Boolean("strict") ?? false,
        };
    }
}
