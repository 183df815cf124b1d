using System.Collections.Frozen;
using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Configuration.Sections.Evaluators;
using TensorZero.Embedded.Configuration.Sections.Gateway;
using TensorZero.Embedded.Tools;

namespace TensorZero.Embedded.Engine;

/// <summary>
/// A configuration, compiled: every template parsed, every schema compiled, every name resolved. Immutable; each request reads it once
/// and keeps it to its end, however often the configuration is reloaded meanwhile.
/// </summary>
internal sealed class EngineSnapshot
{
    /// <summary>SHA-256 over the configuration's canonical form, in lower-case hexadecimal digits.</summary>
    public required string Hash { get; init; }

    /// <summary>The canonical form itself, for the record.</summary>
    public required string CanonicalText { get; init; }

    public required FrozenDictionary<string, FunctionEntry> Functions { get; init; }

    public required FrozenDictionary<string, Tool> Tools { get; init; }

    public required FrozenDictionary<string, MetricConfig> Metrics { get; init; }

    /// <summary>What checks the answers of each function that has evaluators of its own, by the function's name.</summary>
    public required FrozenDictionary<string, IReadOnlyDictionary<string, EvaluatorConfig>> Evaluators { get; init; }

    /// <summary>Evaluators in tables of their own.</summary>
    public required FrozenDictionary<string, EvaluationConfig> Evaluations { get; init; }

    public required ModelTable Models { get; init; }

    /// <summary>The models that only requests of one namespace may use.</summary>
    public required FrozenDictionary<string, string> NamespaceOfModel { get; init; }

    /// <summary>Functions made of a bare model, one variant each.</summary>
    public required DefaultFunctions DefaultFunctions { get; init; }

    public required DynamicVariants DynamicVariants { get; init; }

    public required GatewayConfig Gateway { get; init; }
}
