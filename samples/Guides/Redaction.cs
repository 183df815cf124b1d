using System.Text.RegularExpressions;
using TensorZero.Embedded;

namespace Guides;

/// <summary>Recording less: no content at all, or content that the application rewrites first.</summary>
internal static class Redaction
{
    public static async Task RunAsync()
    {
        await using (var engine = await Scene.StartAsync("config/feedback.toml", options => options.Redactor = new NoMailAddresses()))
        {
            var response = await engine.Inference.InferAsync(InferenceRequest.ToFunction("reply", "Write to ada@example.org."));
            Claim.That(response.Text == "Write to ada@example.org.");
            await engine.FlushAsync();
            var stored = (await engine.History.GetAsync([response.InferenceId])).Single();
            var call = (await engine.History.GetModelInferencesAsync(response.InferenceId)).Single();
            Claim.That(stored.Content.OfType<TextBlock>().Single().Text == "Write to (mail).");
            Claim.That(!call.RawRequest!.Contains("ada@", StringComparison.Ordinal) && !call.RawResponse!.Contains("ada@", StringComparison.Ordinal));
        }

        var withoutContent = TensorZeroConfiguration.FromFile(Scene.Path("config/feedback.toml"))
            .With(configuration => configuration.Table("embedded", embedded => embedded.Set("record_content", false)));
        await using (var engine = await Scene.StartAsync(withoutContent))
        {
            var response = await engine.Inference.InferAsync(InferenceRequest.ToFunction("reply", "Hello"));
            await engine.FlushAsync();
            var stored = (await engine.History.GetAsync([response.InferenceId])).Single();
            var call = (await engine.History.GetModelInferencesAsync(response.InferenceId)).Single();
            Claim.That(stored.Input is null && stored.Content.Count == 0);
            Claim.That(call is { RawRequest: null, RawResponse: null, System: null, Usage.OutputTokens: 10 } && call.InputMessages.Count == 0);
        }
    }
}

// quote:redactor
internal sealed partial class NoMailAddresses : IContentRedactor
{
    public string Redact(string functionName, string text) => Address().Replace(text, "(mail)");

    [GeneratedRegex(@"[\w.+-]+@[\w-]+\.[\w-]+(\.[\w-]+)*")]
    private static partial Regex Address();
}
// end
