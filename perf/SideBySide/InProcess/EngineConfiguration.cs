using System.Globalization;
using System.Text;
using TensorZero.Embedded.SideBySide.Loopback;

namespace TensorZero.Embedded.SideBySide.InProcess;

/// <summary>What a real function has: two templates and two schemas. The same for the engine in this process and for the gateway.</summary>
internal static class EngineConfiguration
{
    public const string Function = "answer_customer";

    /// <summary>The same function with a model whose streams are paced.</summary>
    public const string PacedFunction = "answer_customer_slowly";

    /// <param name="apiBase">The provider's.</param>
    /// <param name="records">Whether anything must be recorded; null as by default, where a server that is away does not stop the start.</param>
    /// <param name="functions">How many functions there are beside the two.</param>
    public static string Toml(Uri apiBase, bool? records, int functions = 0)
    {
        var toml = new StringBuilder(records switch
        {
            true => "[gateway.observability]\nenabled = true\n",
            false => "[gateway.observability]\nenabled = false\n",
            null => "",
        });
        AddModel(toml, "assistant", "loopback-1", apiBase);
        AddModel(toml, "slow_assistant", LoopbackProvider.PacedModel, apiBase);
        AddFunction(toml, Function, "assistant");
        AddFunction(toml, PacedFunction, "slow_assistant");
        for (var i = 0; i < functions; i++)
        {
            AddFunction(toml, string.Create(CultureInfo.InvariantCulture, $"other_{i:0000}"), "assistant");
        }

        return toml.ToString();
    }

    private static void AddModel(StringBuilder toml, string name, string model, Uri apiBase) => toml.Append(
        $"""

        [models.{name}]
        routing = ["loopback"]
        [models.{name}.providers.loopback]
        type = "openai"
        model_name = "{model}"
        api_base = "{apiBase}"
        api_key_location = "none"

        """);

    private static void AddFunction(StringBuilder toml, string name, string model) => toml.Append(CultureInfo.InvariantCulture,
        $"""

        [functions.{name}]
        type = "chat"
        schemas.system.path = "config/system_schema.json"
        schemas.user.path = "config/user_schema.json"
        [functions.{name}.variants.friendly]
        type = "chat_completion"
        model = "{model}"
        templates.system.path = "config/system.minijinja"
        templates.user.path = "config/user.minijinja"
        temperature = {Question.Temperature}
        max_tokens = {Question.MaxTokens}

        """);
}
