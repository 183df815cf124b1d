using System.Text.Json;
using TensorZero.Embedded;

namespace Guides;

/// <summary>Writing records into a file.</summary>
internal static class Exporting
{
    public static async Task RunAsync()
    {
        File.Delete("records.jsonl");
        await using var engine = await Scene.StartAsync("config/feedback.toml");
        var request = new InferenceRequest { FunctionName = "reply", VariantName = "plain" };
        var response = await engine.Inference.InferAsync(request);
        await engine.Feedback.SendAsync(FeedbackRequest.Boolean("solved", true, response.InferenceId));

        await ExportAsync(engine);

        var kinds = File.ReadLines("records.jsonl").Select(line => JsonElement.Parse(line).GetProperty("record").GetString());
        Claim.That(kinds.SequenceEqual(["configuration", "inference", "feedback", "end"]));
        File.Delete("records.jsonl");
    }

    private static async Task ExportAsync(TensorZeroEngine engine)
    {
        // quote:export
        await engine.FlushAsync();
        await using var file = new FileStream("records.jsonl", FileMode.CreateNew);
        var counts = await engine.Export.ExportAsync(file, new ExportQuery { FunctionName = "reply" });
        Console.WriteLine($"        {counts.Inferences} inferences, {counts.Feedback} pieces of feedback");
        // end
    }
}
