namespace TensorZero.Embedded;

/// <summary>A configuration that cannot be loaded, with everything that is wrong with it. The message lists all problems, one a line.</summary>
public sealed class ConfigurationException : TensorZeroException
{
    /// <summary>Creates the error from all problems, in the order they should be read.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="problems"/> is null.</exception>
    public ConfigurationException(IReadOnlyList<ConfigurationProblem> problems)
        : base(Describe(problems)) => Problems = problems;

    /// <summary>Everything that is wrong: errors, and the warnings found on the way. Never empty.</summary>
    public IReadOnlyList<ConfigurationProblem> Problems { get; }

    private static string Describe(IReadOnlyList<ConfigurationProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        return "The configuration cannot be loaded:" + string.Concat(problems.Select(problem => $"{Environment.NewLine}  {problem}"));
    }
}
