using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration;

/// <summary>Collects everything that is wrong with a configuration; nothing stops at the first.</summary>
/// <param name="notServed">How bad it is to ask for what this version cannot do: an error to who starts an engine, a warning to who checks a file.</param>
internal sealed class ProblemList(ConfigurationProblemSeverity notServed = ConfigurationProblemSeverity.Error)
{
    private readonly List<ConfigurationProblem> _problems = [];
    private readonly HashSet<ConfigurationProblem> _seen = [];

    public bool HasErrors { get; private set; }

    /// <summary>In the order of the text, file by file; what has no place comes last.</summary>
    public IReadOnlyList<ConfigurationProblem> All =>
        [.. _problems.OrderBy(problem => problem.File is null).ThenBy(problem => problem.File, StringComparer.Ordinal)
            .ThenBy(problem => problem.Line).ThenBy(problem => problem.Column)];

    public IReadOnlyList<ConfigurationProblem> Warnings =>
        [.. All.Where(problem => problem.Severity == ConfigurationProblemSeverity.Warning)];

    public void Error(SourcePosition? position, string path, string message, string? hint = null)
    {
        HasErrors = true;
        Add(ConfigurationProblemSeverity.Error, position, path, message, hint);
    }

    public void Warning(SourcePosition? position, string path, string message, string? hint = null) =>
        Add(ConfigurationProblemSeverity.Warning, position, path, message, hint);

    /// <summary>Something that is written well but that this version cannot do.</summary>
    public void NotServed(SourcePosition? position, string path, string message, string? hint = null)
    {
        HasErrors |= notServed == ConfigurationProblemSeverity.Error;
        Add(notServed, position, path, message, hint);
    }

    /// <summary>A problem with a key of a section.</summary>
    public void ErrorInKey(Origin origin, string key, string message, string? hint = null) =>
        Error(origin.PositionOf(key), ConfigurationPath.Append(origin.Path, key), message, hint);

    /// <summary>A problem with a section as a whole.</summary>
    public void ErrorInSection(Origin origin, string message, string? hint = null) =>
        Error(origin.Node.Position, origin.Path, message, hint);

    /// <summary>A problem with one item of an array, or one entry of a table.</summary>
    public void ErrorInItem(Origin origin, string key, int index, string message, string? hint = null)
    {
        if (origin.Node[key] is TableNode table && index < table.Entries.Count)
        {
            var (name, position, _) = table.Entries[index];
            Error(position, ConfigurationPath.Append(ConfigurationPath.Append(origin.Path, key), name), message, hint);
            return;
        }

        var item = origin.Node[key] is ArrayNode array && index < array.Items.Count ? array.Items[index].Position : null;
        Error(item ?? origin.PositionOf(key), ConfigurationPath.Item(ConfigurationPath.Append(origin.Path, key), index), message, hint);
    }

    /// <summary>Throws all of them when one is an error.</summary>
    public void ThrowIfErrors()
    {
        if (HasErrors)
        {
            throw new ConfigurationException(All);
        }
    }

    private void Add(ConfigurationProblemSeverity severity, SourcePosition? position, string path, string message, string? hint)
    {
        var problem = new ConfigurationProblem
        {
            Severity = severity,
            File = position?.File.Name,
            Line = position?.Line,
            Column = position?.Column,
            Path = path,
            Message = message,
            Hint = hint,
        };

        // A value may be looked at more than once; its problem is told once.
        if (_seen.Add(problem))
        {
            _problems.Add(problem);
        }
    }
}
