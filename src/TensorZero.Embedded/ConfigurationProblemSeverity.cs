namespace TensorZero.Embedded;

/// <summary>Whether a <see cref="ConfigurationProblem"/> keeps the configuration from loading.</summary>
public enum ConfigurationProblemSeverity
{
    /// <summary>The configuration loads, but something in it is deprecated or without effect.</summary>
    Warning,

    /// <summary>The configuration does not load.</summary>
    Error,
}
