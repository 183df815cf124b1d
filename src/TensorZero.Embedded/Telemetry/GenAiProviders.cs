namespace TensorZero.Embedded.Telemetry;

/// <summary>The conventions' names of providers.</summary>
internal static class GenAiProviders
{
    /// <summary>The name of a provider type; where the conventions have none, the type itself.</summary>
    public static string NameOf(string providerType) => providerType switch
    {
        "aws_bedrock" => "aws.bedrock",
        "azure" => "azure.ai.openai",
        "gcp_vertex_anthropic" or "gcp_vertex_gemini" => "gcp.vertex_ai",
        "google_ai_studio_gemini" => "gcp.gemini",
        "mistral" => "mistral_ai",
        "xai" => "x_ai",
        _ => providerType,
    };
}
