namespace TensorZero.Embedded.Testing;

/// <summary>
/// What an <see cref="EvaluationFixture"/> evaluates. What an attribute cannot say, such as evaluators in C#, is said by overriding
/// <see cref="EvaluationFixture.CreateRequest"/>.
/// </summary>
/// <param name="functionName">The function.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EvaluationAttribute(string functionName) : Attribute
{
    /// <summary>The function.</summary>
    public string FunctionName => functionName;

    /// <summary>The datapoints: a file of JSON Lines, relative to the folder of the tests' assembly.</summary>
    public required string DatasetFile { get; init; }

    /// <summary>The variants, each of which answers to every datapoint.</summary>
    public required string[] Variants { get; init; }

    /// <summary>The variant that the report compares the others with; null for no comparison. Default: null.</summary>
    public string? Baseline { get; init; }

    /// <summary>
    /// The configuration's files, as <see cref="TensorZeroConfiguration.FromFile"/> takes them, relative to the folder of the tests' assembly.
    /// Default: <c>config/tensorzero.toml</c>.
    /// </summary>
    public string ConfigurationFiles { get; init; } = "config/tensorzero.toml";

    /// <summary>How many answers each variant gives to each datapoint. Default: 1.</summary>
    public int Repeats { get; init; } = 1;
}
