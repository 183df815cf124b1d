namespace TensorZero.Embedded.Tests.Inference;

/// <summary>Sections for models on an OpenAI-compatible server.</summary>
internal static class OpenAIModel
{
    /// <summary>The model <c>m</c> with one provider, <c>a</c>.</summary>
    public static string Toml(Uri url, string provider = "api_key_location = \"none\"", string name = "m") =>
        $"""
        [models.{name}]
        routing = ["a"]

        [models.{name}.providers.a]
        type = "openai"
        model_name = "x"
        api_base = "{url}"
        {provider}

        """;
}
