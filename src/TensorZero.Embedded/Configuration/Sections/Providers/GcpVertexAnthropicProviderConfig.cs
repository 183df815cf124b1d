using System.Text.Json;
using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Providers;

internal sealed record GcpVertexAnthropicProviderConfig() : ProviderConfig("gcp_vertex_anthropic")
{
    public required string ModelId { get; init; }

    public required string Location { get; init; }

    public required string ProjectId { get; init; }

    /// <summary>Null for the default of the provider type.</summary>
    public CredentialLocation? Credential { get; init; }

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
