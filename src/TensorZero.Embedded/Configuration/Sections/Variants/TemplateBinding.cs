using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Variants;

/// <summary>Binds templates in their old and new form.</summary>
internal static class TemplateBinding
{
    public static readonly string[] Roles = ["system", "user", "assistant"];

    public static IReadOnlyDictionary<string, TemplateConfig> Templates(TableReader table)
    {
        var templates = new OrderedDictionary<string, TemplateConfig>(StringComparer.Ordinal);
        foreach (var (name, template) in table.Map("templates", (_, entry) => BindPath(entry)))
        {
            templates.Add(name, template);
        }

        foreach (var role in Roles)
        {
            var key = role + "_template";
            if (table.File(key) is not { } file)
            {
                continue;
            }

            if (!templates.TryAdd(role, new TemplateConfig(file, IsLegacy: true)))
            {
                table.Error(key, $"`templates.{role}.path` is given too; keep one of them");
            }
        }

        return templates;
    }

    public static IReadOnlyDictionary<string, FileText> InputWrappers(TableReader table) =>
        table.Table("input_wrappers", wrappers =>
        {
            var files = new Dictionary<string, FileText>(StringComparer.Ordinal);
            foreach (var role in Roles)
            {
                if (wrappers.File(role) is { } file)
                {
                    files.Add(role, file);
                }
            }

            return files;
        }) ?? [];

    private static TemplateConfig? BindPath(TableReader entry)
    {
        if (!entry.Has("path"))
        {
            entry.Missing("path");
        }

        return entry.File("path") is { } file ? new TemplateConfig(file, IsLegacy: false) : null;
    }
}
