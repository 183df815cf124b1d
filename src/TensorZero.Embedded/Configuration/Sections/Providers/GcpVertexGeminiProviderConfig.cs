using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Providers;

internal sealed record GcpVertexGeminiProviderConfig() : ProviderConfig("gcp_vertex_gemini")
{
    /// <summary>The model's name at the vendor.</summary>
    public string? ModelId { get; init; }

    /// <summary>The endpoint of a model of one's own, in place of <c>model_id</c>.</summary>
    public string? EndpointId { get; init; }

    /// <summary>The Google Cloud region.</summary>
    public required string Location { get; init; }

    /// <summary>The Google Cloud project.</summary>
    public required string ProjectId { get; init; }

    /// <summary>Null for the default of the provider type.</summary>
    public CredentialLocation? Credential { get; init; }

    public static GcpVertexGeminiProviderConfig Bind(TableReader t)
    {
        if (t.Has("model_id") == t.Has("endpoint_id"))
        {
            t.ErrorHere("give exactly one of `model_id` and `endpoint_id`");
        }

        return new GcpVertexGeminiProviderConfig
        {
            Origin = t.Origin,
            ModelId = t.Text("model_id"),
            EndpointId = t.Text("endpoint_id"),
            Location = t.RequiredText("location"),
            ProjectId = t.RequiredText("project_id"),
            Credential = t.Credential("credential_location"),
        };
    }
}
