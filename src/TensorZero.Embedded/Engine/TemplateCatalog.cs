using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Configuration.Binding;
using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Configuration.Sections.Functions;
using TensorZero.Embedded.Configuration.Sections.Gateway;
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

    /// <summary>The templates that others include from the folder they may read, by name.</summary>
    public IReadOnlyDictionary<string, string> Included { get; private init; } = new Dictionary<string, string>();

    /// <summary>Compiles the templates of every variant.</summary>
    public static TemplateCatalog Compile(RootConfig root, ProblemList problems)
    {
        var variants = root.Functions.Values.SelectMany(function => function.Variants.Values.Select(variant => (function, variant)));
        return Compile([.. variants], problems, LoaderOf(root.Gateway));
    }

    /// <summary>Compiles the templates of one variant that includes nothing.</summary>
    public static TemplateCatalog Compile(FunctionConfig function, VariantConfig variant, ProblemList problems) =>
        Compile([(function, variant)], problems, load: null);

    private static TemplateCatalog Compile(
        IReadOnlyList<(FunctionConfig Function, VariantConfig Variant)> variants, ProblemList problems, Func<string, string?>? load)
    {
        var uses = variants
            .Where(pair => pair.Variant.Completion is not null)
            .SelectMany(pair => TemplateUse.AllOf(pair.Function, pair.Variant.Completion!).Select(use => (use, pair.Variant.Completion!)))
            .ToList();
        var catalog = Compile([.. uses.Select(pair => pair.use.Source).Distinct()], problems, load);
        foreach (var (use, completion) in uses)
        {
            if (catalog.Find(use.Source) is { } template)
            {
                use.CheckVariables(template, completion, problems);
            }
        }

        return catalog;
    }

    private static TemplateCatalog Compile(List<FileText> files, ProblemList problems, Func<string, string?>? load)
    {
        var keys = KeysOf(files);
        var sources = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            sources[keys[file]] = file.Text;
        }

        try
        {
            var set = TemplateSet.Compile(sources, load);
            foreach (var missing in set.Missing)
            {
                problems.Warning(
                    null, "gateway.template_filesystem_access", $"{missing}; set `gateway.template_filesystem_access.base_path` to its folder");
            }

            var catalog = new TemplateCatalog { Included = set.LoadedSources };
            files.ForEach(file => catalog._templates[file] = set[keys[file]]);
            return catalog;
        }
        catch (TemplateSyntaxException exception)
        {
            foreach (var error in exception.Errors)
            {
                var file = files.Find(candidate => keys[candidate] == error.TemplateName);
                problems.Error(file?.Position, file?.Name ?? error.TemplateName, $"{error.Line}:{error.Column}: {error.Message}");
            }

            return new TemplateCatalog();
        }
    }

    /// <summary>The compiled template; null when it was reported as wrong.</summary>
    public PromptTemplate? Find(FileText file) => _templates.GetValueOrDefault(file);

    private static Func<string, string?>? LoaderOf(GatewayConfig gateway) => gateway switch
    {
        { IncludedTemplates: { } included } => included.GetValueOrDefault,
        { TemplateBasePath: { } path } => new TemplateFolder(path).Read,
        _ => null,
    };

    /// <summary>
    /// What templates are told apart by: the whole path, because files in different folders may be written with the same relative one; and
    /// the name for a text without a file, with a number before it when another text has that name. (What a name ends in decides about
    /// escaping, so it keeps its end.)
    /// </summary>
    private static Dictionary<FileText, string> KeysOf(List<FileText> files)
    {
        var keys = new Dictionary<FileText, string>();
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var name = file.FullPath ?? file.Name;
            var key = name;
            for (var number = 2; !texts.TryAdd(key, file.Text) && texts[key] != file.Text; number++)
            {
                key = $"{number}:{name}";
            }

            keys[file] = key;
        }

        return keys;
    }
}
