namespace TensorZero.Embedded.Configuration.Sections.Models;

/// <summary>A model that needs no configuration: <c>provider type::model</c>.</summary>
internal readonly record struct ShorthandName(string ProviderType, string Model)
{
    private const string Separator = "::";

    /// <summary>The provider types whose models can be named so.</summary>
    public static IReadOnlyList<string> ChatTypes { get; } =
    [
        "anthropic", "deepseek", "fireworks", "google_ai_studio_gemini", "gcp_vertex_gemini", "gcp_vertex_anthropic", "hyperbolic",
        "groq", "mistral", "openai", "openrouter", "together", "xai", "dummy",
    ];

    /// <summary>The provider types whose embedding models can be named so.</summary>
    public static IReadOnlyList<string> EmbeddingTypes { get; } = ["openai", "openrouter", "dummy"];

    /// <summary>Null when the name does not begin with one of the types.</summary>
    public static ShorthandName? Parse(string name, IReadOnlyList<string> types) =>
        Split(name) is { } split && types.Contains(split.ProviderType) && split.Model.Length > 0 ? split : null;

    /// <summary>The two parts, whatever they are; null without a separator.</summary>
    public static ShorthandName? Split(string name)
    {
        var at = name.IndexOf(Separator, StringComparison.Ordinal);
        return at < 0 ? null : new ShorthandName(name[..at], name[(at + Separator.Length)..]);
    }

    public override string ToString() => ProviderType + Separator + Model;
}
