using TensorZero.Embedded.Configuration.Binding;
using TensorZero.Embedded.Configuration.Sections.Variants;

namespace TensorZero.Embedded.Configuration.Sections.Functions;

/// <summary>Binds a function's schemas in their old and new form.</summary>
internal static class SchemaBinding
{
    public static IReadOnlyDictionary<string, SchemaConfig> Schemas(TableReader table)
    {
        var schemas = new OrderedDictionary<string, SchemaConfig>(StringComparer.Ordinal);
        foreach (var (name, schema) in table.Map("schemas", (_, entry) => BindPath(entry)))
        {
            schemas.Add(name, schema);
        }

        foreach (var role in TemplateBinding.Roles)
        {
            var key = role + "_schema";
            if (table.File(key) is { } file && !schemas.TryAdd(role, new SchemaConfig(file, IsLegacy: true)))
            {
                table.Error(key, $"`schemas.{role}.path` is given too; keep one of them");
            }
        }

        return schemas;
    }

    private static SchemaConfig? BindPath(TableReader entry)
    {
        if (!entry.Has("path"))
        {
            entry.Missing("path");
        }

        return entry.File("path") is { } file ? new SchemaConfig(file, IsLegacy: false) : null;
    }
}
