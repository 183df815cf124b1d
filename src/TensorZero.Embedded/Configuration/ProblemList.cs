namespace TensorZero.Embedded.Configuration;

/// <summary>Collects everything that is wrong with a configuration; nothing stops at the first.</summary>
internal sealed class ProblemList
{
    private readonly List<ConfigurationProblem> _problems = [];
    private readonly HashSet<ConfigurationProblem> _seen = [];

    public bool HasErrors { get; private set; }

    public IReadOnlyList<ConfigurationProblem> All => _problems;

    public IReadOnlyList<ConfigurationProblem> Warnings =>
        [.. _problems.Where(problem => problem.Severity == ConfigurationProblemSeverity.Warning)];

    public void Error(SourcePosition? position, string path, string message, string? hint = null)
    {
        HasErrors = true;
        Add(ConfigurationProblemSeverity.Error, position, path, message, hint);
    }

    public void Warning(SourcePosition? position, string path, string message, string? hint = null) =>
        Add(ConfigurationProblemSeverity.Warning, position, path, message, hint);

    /// <summary>Throws all of them when one is an error.</summary>
    public void ThrowIfErrors()
    {
        if (HasErrors)
        {
            throw new ConfigurationException(_problems);
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
