using System.Text.Json;

namespace TensorZero.Embedded.Tests.Content;

/// <summary>Callers dispose their documents while what they gave waits to be recorded.</summary>
internal sealed class OwnedElementsTests
{
    private static readonly UnknownBlock Unknown = new(ContentJsonSamples.Json("{}"));
    private static readonly ToolDefinition Tool = new("t", "", ContentJsonSamples.Json("{}"));

    private static IEnumerable<TestCaseData> Makers =>
    [
        Case("system prompt", json => SystemPrompt.FromArguments(json).Arguments),
        Case("template", json => new TemplateBlock("user", json).Arguments),
        Case("template, changed", json => (new TemplateBlock("user", Unknown.Data) with { Arguments = json }).Arguments),
        Case("unknown block", json => new UnknownBlock(json).Data),
        Case("unknown block, changed", json => (Unknown with { Data = json }).Data),
        Case("unknown chunk", json => new UnknownChunk("0", json).Data),
        Case("tool call", json => new ToolCallBlock("1", "t", "{}") { Arguments = json }.Arguments),
        Case("thought", json => new ThoughtBlock("Hm") { ExtraData = json }.ExtraData),
        Case("thought chunk", json => new ThoughtChunk("0", "Hm") { ExtraData = json }.ExtraData),
        Case("extra body", json => ExtraBody.Set("/a", json).Value),
        Case("tool", json => new ToolDefinition("t", "", json).Parameters),
        Case("tool, changed", json => (Tool with { Parameters = json }).Parameters),
        Case("provider tool", json => new ProviderTool(json).Tool),
        Case("output schema", json => new InferenceRequest { OutputSchema = json }.OutputSchema),
        Case("dynamic variant", json => new InferenceRequest { DynamicVariant = json }.DynamicVariant),
        Case("feedback", json => new FeedbackRequest { MetricName = "m", Value = json }.Value),
        Case("demonstration", json => FeedbackRequest.Demonstration(json, Guid.Empty).Value),
        Case("new datapoint", json => new NewDatapoint { FunctionName = "f", Input = new(), OutputSchema = json }.OutputSchema),
        Case("datapoint update", json => new DatapointUpdate { Id = Guid.Empty, OutputSchema = json }.OutputSchema),
    ];

    [TestCaseSource(nameof(Makers))]
    public void A_value_outlives_the_document_it_came_from(Func<JsonElement, JsonElement?> make)
    {
        JsonElement? kept;
        using (var document = JsonDocument.Parse("""{"city":"Oslo"}"""))
        {
            kept = make(document.RootElement);
        }

        Assert.That(kept!.Value.GetRawText(), Is.EqualTo("""{"city":"Oslo"}"""));
    }

    private static TestCaseData Case(string name, Func<JsonElement, JsonElement?> make) => new TestCaseData(make).SetArgDisplayNames(name);
}
