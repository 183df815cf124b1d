using System.Text.Json;
using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Providers;

internal sealed record GcpVertexAnthropicProviderConfig() : ProviderConfig("gcp_vertex_anthropic")
{
    /// <summary>The model's name at the vendor.</summary>
    public required string ModelId { get; init; }

    /// <summary>The Google Cloud region.</summary>
    public required string Location { get; init; }

    /// <summary>The Google Cloud project.</summary>
    public required string ProjectId { get; init; }

    /// <summary>Null for the default of the provider type.</summary>
    public CredentialLocation? Credential { get; init; }

    /// <summary>Tools that the provider itself runs, in its own words.</summary>
    public required IReadOnlyList<JsonElement> ProviderTools { get; init; }

    public static GcpVertexAnthropicProviderConfig Bind(TableReader t) => new()
    {
        Origin = t.Origin,
        ModelId = t.RequiredText("model_id"),
        Location = t.RequiredText("location"),
        ProjectId = t.RequiredText("project_id"),
        Credential = t.Credential("credential_location"),
        ProviderTools = t.JsonItems("provider_tools"),
    };
}
