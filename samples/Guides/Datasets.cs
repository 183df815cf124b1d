using System.Text.Json;
using TensorZero.Embedded;

namespace Guides;

/// <summary>Datasets: made by hand and of inferences, changed, listed, exported and imported.</summary>
internal static class Datasets
{
    public static async Task RunAsync()
    {
        await using var engine = await Scene.StartAsync("config/feedback.toml");
        var datasets = engine.Datasets;
        var answer = await engine.Inference.InferAsync(InferenceRequest.ToFunction("answer", "Say goodbye."));
        await engine.Feedback.SendAsync(
            FeedbackRequest.Demonstration(JsonElement.Parse("""{ "answer": "Goodbye" }"""), answer.InferenceId));
        await engine.FlushAsync();

        // quote:create
        var made = await datasets.CreateAsync("greetings", [new NewDatapoint
        {
            FunctionName = "answer",
            Input = new InferenceInput { Messages = [InputMessage.User("Say hello.")] },
            Output = DatapointOutput.FromJson(JsonElement.Parse("""{ "answer": "Hello" }""")),
            Tags = new Dictionary<string, string> { ["origin"] = "by hand" },
        }]);

        // Of every inference with a demonstration: what it should have answered.
        var taken = await datasets.CreateFromInferencesAsync("greetings", new InferenceQuery
        {
            FunctionName = "answer",
            OutputSource = InferenceOutputSource.Demonstration,
            Limit = null,
        });
        // end

        Claim.That(made.Count == 1 && taken.Count == 1);
        Claim.That((await datasets.GetAsync(taken)).Single().SourceInferenceId == answer.InferenceId);

        // quote:update
        var updated = await datasets.UpdateAsync("greetings", [new DatapointUpdate
        {
            Id = made[0],
            Output = DatapointOutput.FromJson(JsonElement.Parse("""{ "answer": "Hello!" }""")),
        }]);
        await datasets.DeleteAsync("greetings", taken);
        // end

        Claim.That(await datasets.CountAsync(new DatapointQuery { DatasetName = "greetings" }) == 1);
        Claim.That((await datasets.GetAsync(made)).Single().StaledAt is not null);
        Claim.That((await datasets.GetAsync(updated)).Single().StaledAt is null);
        await CopyAsync(datasets);
    }

    private static async Task CopyAsync(IDatasetClient datasets)
    {
        // quote:copy
        using var lines = new MemoryStream();
        await datasets.ExportAsync(new DatapointQuery { DatasetName = "greetings", Limit = null }, lines);
        lines.Position = 0;
        await datasets.ImportAsync("copy", lines);
        // end

        var copied = await datasets.ListAsync(new DatapointQuery { DatasetName = "copy" }).SingleAsync();
        Claim.That(copied.Output!.Json!.Parsed!.Value.GetProperty("answer").GetString() == "Hello!");
        Claim.That((await datasets.ListDatasetsAsync()).Select(dataset => dataset.Name).SequenceEqual(["copy", "greetings"]));
    }
}
