using TensorZero.Embedded.Templates.Compilation;
using TensorZero.Embedded.Templates.Syntax;

namespace TensorZero.Embedded.Templates;

/// <summary>
/// Templates that were compiled together and can include each other. Made once, at load; immutable afterwards.
/// </summary>
internal sealed class TemplateSet
{
    private readonly Dictionary<string, CompiledTemplate> _compiled = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PromptTemplate> _templates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _loaded = new(StringComparer.Ordinal);
    private readonly List<MissingTemplate> _missing = [];

    private TemplateSet()
    {
    }

    /// <summary>Templates that are referred to but absent, for a warning at load.</summary>
    public IReadOnlyList<MissingTemplate> Missing => _missing;

    /// <summary>The sources that <c>load</c> provided, by name: what a configuration snapshot has to keep besides its own.</summary>
    public IReadOnlyDictionary<string, string> LoadedSources => _loaded;

    public PromptTemplate this[string name] => _templates[name];

    /// <summary>Compiles every source and everything they refer to.</summary>
    /// <param name="sources">The text of each template by its name.</param>
    /// <param name="load">Provides a template that is referred to but not among the sources; null when it does not exist.</param>
    /// <param name="limits">What one rendering may use; null for the defaults.</param>
    /// <exception cref="TemplateSyntaxException">One or more templates have errors; all are listed.</exception>
    public static TemplateSet Compile(
        IReadOnlyDictionary<string, string> sources, Func<string, string?>? load = null, TemplateLimits? limits = null)
    {
        var set = new TemplateSet();
        var errors = new List<TemplateSyntaxError>();
        var names = new NameTable();
        var pending = new Queue<(string Name, string Source)>(sources.Select(static source => (source.Key, source.Value)));
        var seen = new HashSet<string>(sources.Keys, StringComparer.Ordinal);
        while (pending.TryDequeue(out var next))
        {
            foreach (var reference in set.Add(next.Name, next.Source, names, errors).Where(reference => !seen.Contains(reference.Name)))
            {
                if (load?.Invoke(reference.Name) is { } source)
                {
                    seen.Add(reference.Name);
                    set._loaded[reference.Name] = source;
                    pending.Enqueue((reference.Name, source));
                }
                else
                {
                    set._missing.Add(reference);
                }
            }
        }

        if (errors.Count > 0)
        {
            throw new TemplateSyntaxException(errors);
        }

        foreach (var (name, template) in set._compiled)
        {
            set._templates[name] = new PromptTemplate(template, limits ?? TemplateLimits.Default);
        }

        return set;
    }

    public bool TryGet(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out PromptTemplate? template) =>
        _templates.TryGetValue(name, out template);

    /// <summary>Compiles one template and returns what it refers to.</summary>
    private List<MissingTemplate> Add(string name, string source, NameTable names, List<TemplateSyntaxError> errors)
    {
        var references = new List<MissingTemplate>();
        try
        {
            var statements = TemplateParser.Parse(source);
            var template = new CompiledTemplate(name) { Neighbours = _compiled };
            new TemplateCompiler(template, names).Compile(statements);
            _compiled[name] = template;
            foreach (var load in TemplateLoads.Find(statements, (message, position) => Report(message, position)))
            {
                references.AddRange(load.Names.Select(
                    target => new MissingTemplate(target, name, load.Position.Line, load.Position.Column)));
            }
        }
        catch (SyntaxException problem)
        {
            Report(problem.Message, problem.Position);
        }

        return references;

        void Report(string message, Position position) =>
            errors.Add(new TemplateSyntaxError(name, position.Line, position.Column, message));
    }
}
