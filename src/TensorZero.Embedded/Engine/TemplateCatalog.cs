using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Configuration.Binding;
using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Configuration.Sections.Variants;
using TensorZero.Embedded.Templates;

namespace TensorZero.Embedded.Engine;

/// <summary>Compiles the templates that a configuration names, each file once, together with what they include.</summary>
internal sealed class TemplateCatalog
{
    private readonly Dictionary<FileText, PromptTemplate> _templates = [];

    private TemplateCatalog()
    {
    }

    public static TemplateCatalog Empty { get; } = new();

    public static TemplateCatalog Compile(RootConfig root, ProblemList problems)
    {
        var completions = root.Functions.Values.SelectMany(function => function.Variants.Values).Select(variant => variant.Completion);
        var folder = root.Gateway.TemplateBasePath is { } path ? new TemplateFolder(path) : null;
        return Compile([.. completions.OfType<ChatCompletionConfig>()], problems, folder);
    }

    public static TemplateCatalog Compile(
        IReadOnlyList<ChatCompletionConfig> completions, ProblemList problems, TemplateFolder? folder = null)
    {
        var files = completions
            .SelectMany(completion => completion.Templates.Values.Select(template => template.Source).Concat(completion.InputWrappers.Values))
            .Distinct()
            .ToList();
        var sources = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            sources[KeyOf(file)] = file.Text;
        }

        try
        {
            var set = TemplateSet.Compile(sources, name => folder?.Read(name));
            foreach (var missing in set.Missing)
            {
                problems.Warning(
                    null, "gateway.template_filesystem_access", $"{missing}; set `gateway.template_filesystem_access.base_path` to its folder");
            }

            var catalog = new TemplateCatalog();
            files.ForEach(file => catalog._templates[file] = set[KeyOf(file)]);
            return catalog;
        }
        catch (TemplateSyntaxException exception)
        {
            foreach (var error in exception.Errors)
            {
                var file = files.Find(candidate => KeyOf(candidate) == error.TemplateName);
                problems.Error(file?.Position, file?.Name ?? error.TemplateName, $"{error.Line}:{error.Column}: {error.Message}");
            }

            return Empty;
        }
    }

    /// <summary>The compiled template; null when it was reported as wrong.</summary>
    public PromptTemplate? Find(FileText file) => _templates.GetValueOrDefault(file);

    /// <summary>Two files may be written with the same relative path in different folders, so the whole path tells them apart.</summary>
    private static string KeyOf(FileText file) => file.FullPath ?? file.Name;
}
