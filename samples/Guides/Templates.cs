using System.Text.Json.Nodes;
using TensorZero.Embedded;

namespace Guides;

/// <summary>Templates: what they are given, how they include each other, what they say when something is wrong.</summary>
internal static class Templates
{
    public static async Task RunAsync()
    {
        await using var engine = await Scene.StartAsync("config/newsletter.toml");
        await InheritanceAsync(engine.Inference);
        await ErrorsAsync(engine.Inference);
        await LoadErrorsAsync();
    }

    private static async Task InheritanceAsync(IInferenceClient inference)
    {
        // quote:issue
        var issue = new TemplateBlock("issue", new JsonObject
        {
            ["shop"] = "Seven Cups",
            ["teas"] = new JsonArray(
                new JsonObject { ["name"] = "first flush", ["price"] = 12.5 },
                new JsonObject { ["name"] = "sencha", ["price"] = 4 }),
        });
        // end

        var response = await inference.InferAsync(RequestOf(issue));
        var text = JsonNode.Parse(response.Text)!["messages"]![0]!["content"]![0]!["text"]!.GetValue<string>();
        Claim.That(text + "\n" == await File.ReadAllTextAsync(Scene.Path("config/newsletter/rendered.txt")));
    }

    private static async Task ErrorsAsync(IInferenceClient inference)
    {
        var failed = await Claim.ThrowsAsync<InferenceFailedException>(
            () => inference.InferAsync(RequestOf(new TemplateBlock("issue", new JsonObject { ["shop"] = "Seven Cups" }))));
        Claim.That(failed.Message.EndsWith("issue.minijinja:5:16: undefined value", StringComparison.Ordinal));
    }

    private static async Task LoadErrorsAsync()
    {
        var wrong = TensorZeroConfiguration.FromFile(Scene.Path("config/newsletter.toml")).With(configuration => configuration
            .ChatFunction("newsletter", function => function
                .Variant("wrong", "dummy::echo", variant => variant.Template("issue", "{% if shop %}open"))));
        var refused = await Claim.ThrowsAsync<ConfigurationException>(() => Scene.StartAsync(wrong));
        var problem = refused.Problems.Single(found => found.Severity == ConfigurationProblemSeverity.Error);
        Claim.That(problem.Message == "1:18: unexpected end of input, expected 'endif'");
    }

    private static InferenceRequest RequestOf(TemplateBlock block) => new()
    {
        FunctionName = "newsletter",
        Input = new InferenceInput { Messages = [InputMessage.User(block)] },
    };
}
