using TensorZero.Embedded.Tests.Inference;

namespace TensorZero.Embedded.Tests.Engine;

/// <summary>Templates that come without a file may have any name, the same one twice included.</summary>
public sealed class TemplateNameTests
{
    [Test]
    public async Task Two_texts_of_one_name_stay_two_templates()
    {
        await using var world = EngineWorld.Start(Function("one", "first") + Function("two", "second"));

        Assert.That(await AskAsync(world, "one"), Does.Contain("first"));
        Assert.That(await AskAsync(world, "two"), Does.Contain("second"));
    }

    [Test]
    public async Task They_stay_two_when_the_configuration_is_exported_and_loaded_again()
    {
        await using var world = EngineWorld.Start(Function("one", "first") + Function("two", "second"));
        await using var again = EngineWorld.Start(world.Engine.ExportConfiguration());

        Assert.That(again.Engine.ConfigurationHash, Is.EqualTo(world.Engine.ConfigurationHash));
        Assert.That(await AskAsync(again, "one"), Does.Contain("first"));
        Assert.That(await AskAsync(again, "two"), Does.Contain("second"));
    }

    private static string Function(string name, string text) => $$"""

        [functions.{{name}}]
        type = "chat"

        [functions.{{name}}.variants.v]
        type = "chat_completion"
        model = "dummy::echo_request_messages"
        templates.system.path = { __tensorzero_remapped_path = "system.minijinja", __data = "{{text}}" }

        """;

    private static async Task<string> AskAsync(EngineWorld world, string function) =>
        (await world.Client.InferAsync(InferenceRequest.ToFunction(function, "Hello"))).Text;
}
