using TensorZero.Embedded.Configuration.Sections;

namespace TensorZero.Embedded.Configuration;

/// <summary>A configuration that is bound, expanded and checked, as far as it can be without parsing templates and schemas.</summary>
internal sealed record LoadedConfiguration
{
    /// <summary>Everything; evaluators, built-in functions and deprecated forms already turned into ordinary functions and metrics.</summary>
    public required RootConfig Root { get; init; }

    /// <summary>SHA-256 of <see cref="CanonicalText"/>, in lower-case hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>The configuration as TOML with sorted keys and the contents of its files; loads again.</summary>
    public required string CanonicalText { get; init; }

    public required IReadOnlyList<ConfigurationProblem> Warnings { get; init; }
}
