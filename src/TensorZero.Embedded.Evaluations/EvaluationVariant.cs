using System.Text.Json;

namespace TensorZero.Embedded.Evaluations;

/// <summary>A variant to evaluate: one of the configuration, or one that is given only now.</summary>
public sealed class EvaluationVariant
{
    private EvaluationVariant(string name, JsonElement? definition) => (Name, Definition) = (name, definition);

    /// <summary>The variant's name in the evaluation and its reports.</summary>
    public string Name { get; }

    /// <summary>What the variant is when the configuration does not have it; null when it does.</summary>
    public JsonElement? Definition { get; }

    /// <summary>A variant of the configuration.</summary>
    /// <param name="name">Its name.</param>
    public static EvaluationVariant Named(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new EvaluationVariant(name, null);
    }

    /// <summary>
    /// A variant that is not in the configuration. Its inferences are recorded like all others (TensorZero records none of them), under the
    /// variant name <c>tensorzero::dynamic_variant</c>.
    /// </summary>
    /// <param name="name">A name for the evaluation and its reports.</param>
    /// <param name="definition">The variant as the configuration would have it, in JSON, as <see cref="InferenceRequest.DynamicVariant"/>.</param>
    public static EvaluationVariant Dynamic(string name, JsonElement definition)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new EvaluationVariant(name, definition.Clone());
    }

    /// <summary>A variant of the configuration.</summary>
    /// <param name="name">Its name.</param>
    public static implicit operator EvaluationVariant(string name) => Named(name);
}
