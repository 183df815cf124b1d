using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Providers;

/// <summary>All provider types of the configuration.</summary>
internal static class ProviderTypes
{
    public static IReadOnlyList<string> All { get; } =
    [
        "anthropic",
        "aws_bedrock",
        "aws_sagemaker",
        "azure",
        "deepseek",
        "fireworks",
        "gcp_vertex_anthropic",
        "gcp_vertex_gemini",
        "google_ai_studio_gemini",
        "groq",
        "hyperbolic",
        "mistral",
        "openai",
        "openrouter",
        "sglang",
        "tgi",
        "together",
        "vllm",
        "xai",
        "dummy",
    ];

    /// <summary>Binds the keys of the table's <c>type</c>; of an unknown type none, after reporting it.</summary>
    public static ProviderConfig Bind(TableReader table)
    {
        var custom = table.Context.CustomProviderTypes;
        return table.RequiredType("provider", custom.Count == 0 ? All : [.. All, .. custom]) switch
        {
            "anthropic" => AnthropicProviderConfig.Bind(table),
            "aws_bedrock" => AwsBedrockProviderConfig.Bind(table),
            "aws_sagemaker" => AwsSagemakerProviderConfig.Bind(table),
            "azure" => AzureProviderConfig.Bind(table),
            "deepseek" => DeepSeekProviderConfig.Bind(table),
            "fireworks" => FireworksProviderConfig.Bind(table),
            "gcp_vertex_anthropic" => GcpVertexAnthropicProviderConfig.Bind(table),
            "gcp_vertex_gemini" => GcpVertexGeminiProviderConfig.Bind(table),
            "google_ai_studio_gemini" => GoogleAiStudioGeminiProviderConfig.Bind(table),
            "groq" => GroqProviderConfig.Bind(table),
            "hyperbolic" => HyperbolicProviderConfig.Bind(table),
            "mistral" => MistralProviderConfig.Bind(table),
            "openai" => OpenAiProviderConfig.Bind(table),
            "openrouter" => OpenRouterProviderConfig.Bind(table),
            "sglang" => SgLangProviderConfig.Bind(table),
            "tgi" => TgiProviderConfig.Bind(table),
            "together" => TogetherProviderConfig.Bind(table),
            "vllm" => VllmProviderConfig.Bind(table),
            "xai" => XaiProviderConfig.Bind(table),
            "dummy" => DummyProviderConfig.Bind(table),
            var type => BindCustom(table, type ?? ""),
        };
    }

    private static CustomProviderConfig BindCustom(TableReader table, string type)
    {
        table.AcceptAny();
        return new CustomProviderConfig(type) { Origin = table.Origin };
    }
}
