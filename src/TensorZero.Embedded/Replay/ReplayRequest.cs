using System.Text.Json;

namespace TensorZero.Embedded;

/// <summary>Which recorded inferences to run again, and how. May hold credentials, so it prints only names.</summary>
public sealed class ReplayRequest
{
    /// <summary>The run to add to; null begins a new one, whose id each outcome names.</summary>
    public Guid? RunId { get; init; }

    /// <summary>
    /// Which inferences. Inferences that are themselves replays are left out. Their content must be on record: of a function that does not
    /// record it, each outcome is a failure. Default: the newest 20 of all functions.
    /// </summary>
    public InferenceQuery Query { get; init; } = new();

    /// <summary>The variant to run them with, alone; null takes each one's own. The function is the present configuration's.</summary>
    public string? VariantName { get; init; }

    /// <summary>
    /// The model to ask in place of the variant's, with everything else of the variant; or in place of the bare model that was asked. A
    /// configured one, or a shorthand such as <c>openai::gpt-5-mini</c>; null for none. With it the variant is recorded as
    /// <c>tensorzero::dynamic_variant</c>.
    /// </summary>
    public string? ModelName { get; init; }

    /// <summary>
    /// A variant that is not in the configuration, as <see cref="InferenceRequest.DynamicVariant"/>; null for none. Excludes
    /// <see cref="VariantName"/> and <see cref="ModelName"/>.
    /// </summary>
    public JsonElement? DynamicVariant { get; init => field = JsonElements.Own(value); }

    /// <summary>
    /// Whether the settings on record (temperature, token limits, …) win over the variant's. Default: false. A record does not say which of
    /// its settings came from the request and which from the variant.
    /// </summary>
    public bool KeepParams { get; init; }

    /// <summary>How many run at once; at least 1. Default: 4.</summary>
    public int MaxConcurrency { get; init; } = 4;

    /// <summary>The values of <c>dynamic::NAME</c> credentials, which are never recorded. Secrets. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Credentials { get; init; } = new Dictionary<string, string>();

    /// <summary>The names of the variant and the model only.</summary>
    public override string ToString() => $"{nameof(ReplayRequest)} {VariantName} {ModelName}";
}
