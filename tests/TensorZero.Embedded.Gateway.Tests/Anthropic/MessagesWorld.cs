using TensorZero.Embedded.Tests.Inference;

namespace TensorZero.Embedded.Gateway.Tests.Anthropic;

/// <summary>What the tests of Anthropic's API ask, and of whom.</summary>
internal static class MessagesWorld
{
    public const string Path = "/anthropic/v1/messages";

    public const string Toml = ScriptedProvider.Configuration +
        """
        [functions.greet]
        type = "chat"

        [functions.greet.variants.plain]
        type = "chat_completion"
        model = "scripted"

        [functions.extract]
        type = "json"

        [functions.extract.variants.plain]
        type = "chat_completion"
        model = "scripted"
        json_mode = "off"
        """;

    public const string Hello =
        """{"model": "tensorzero::function_name::greet", "messages": [{"role": "user", "content": "Hello"}]}""";

    /// <summary>The same with another member.</summary>
    public static string With(string member) => "{" + member + ", " + Hello[1..];
}
