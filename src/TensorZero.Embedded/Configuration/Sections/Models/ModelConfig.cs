using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Models;

internal sealed record ModelConfig : ConfigSection
{
    public required string Name { get; init; }

    /// <summary>The keys of <see cref="Providers"/> in the order they are tried.</summary>
    public required IReadOnlyList<string> Routing { get; init; }

    /// <summary>The providers, by name.</summary>
    public required IReadOnlyDictionary<string, ModelProviderConfig> Providers { get; init; }

    /// <summary>Limits of a call with all its providers.</summary>
    public required TimeoutsConfig Timeouts { get; init; }

    /// <summary>Whether the model is called from here although there is a relay.</summary>
    public bool SkipRelay { get; init; }

    /// <summary>The only namespace that may use the model; null for all.</summary>
    public string? Namespace { get; init; }

    public static ModelConfig Bind(string name, TableReader table) => new()
    {
        Origin = table.Origin,
        Name = name,
        Routing = table.RequiredTexts("routing"),
        Providers = table.Map("providers", ModelProviderConfig.Bind),
        Timeouts = table.TableOrEmpty("timeouts", TimeoutsConfig.Bind),
        SkipRelay = table.Boolean("skip_relay") ?? false,
        Namespace = table.Text("namespace"),
    };
}
