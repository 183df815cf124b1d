using TensorZero.Embedded;

namespace Quickstart;

/// <summary>The one model of the sample, written in C# on top of the file because its address depends on the environment.</summary>
internal static class Models
{
    // quote:model
    // apiBase: any server that speaks OpenAI's chat completions, such as OpenAI itself, Ollama or vLLM.
    public static void AddAssistant(ConfigurationBuilder configuration, string apiBase, string modelName) => configuration
        .Model("assistant", model => model
            .Provider("primary", "openai", provider => provider
                .Set("model_name", modelName)
                .Set("api_base", apiBase)
                .SetTables("cost",
                    price => price.Set("pointer", "/usage/prompt_tokens").Set("cost_per_million", 0.25),
                    price => price.Set("pointer", "/usage/completion_tokens").Set("cost_per_million", 2.00))));
    // end
}
