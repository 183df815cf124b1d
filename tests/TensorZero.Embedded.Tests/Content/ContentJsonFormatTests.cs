using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Tests.Content;

/// <summary>The JSON that stands in databases: changing one of these files changes what older rows mean.</summary>
internal sealed class ContentJsonFormatTests
{
    private static IEnumerable<TestCaseData> Shapes()
    {
        yield return Shape("input", ContentJsonSamples.Input, ContentJson.WriteInput, ContentJson.ReadInput);
        yield return Shape("output", ContentJsonSamples.Output, ContentJson.WriteOutput, ContentJson.ReadOutput);
        yield return Shape("params", ContentJsonSamples.Params, ContentJsonParams.Write, ContentJsonParams.Read);
        yield return Shape("params-empty", ChatCompletionParams.Empty, ContentJsonParams.Write, ContentJsonParams.Read);
        yield return Shape("extra-body", ContentJsonSamples.ExtraBody, ContentJsonExtraBody.Write, ContentJsonExtraBody.Read);
        yield return Shape("tools", ContentJsonSamples.Tools, ContentJsonTools.WriteDefinitions, ContentJsonTools.ReadDefinitions);
        yield return Shape(
            "provider-tools", ContentJsonSamples.ProviderTools, ContentJsonTools.WriteProviderTools, ContentJsonTools.ReadProviderTools);
        yield return Shape("tool-choice-auto", ToolChoice.Auto, ContentJsonTools.WriteChoice, ContentJsonTools.ReadChoice);
        yield return Shape(
            "tool-choice-specific",
            ToolChoice.Specific("weather"),
            ContentJsonTools.WriteChoice,
            ContentJsonTools.ReadChoice);
        yield return Shape(
            "json-output",
            new JsonOutput("{\"a\":1}", ContentJsonSamples.Json("{\"a\":1}")),
            ContentJson.WriteJsonOutput,
            ContentJson.ReadJsonOutput);
        yield return Shape("json-output-none", new JsonOutput(null, null), ContentJson.WriteJsonOutput, ContentJson.ReadJsonOutput);
    }

    [TestCaseSource(nameof(Shapes))]
    public void Is_written_as_pinned_and_read_back_without_loss(string file, Func<string> write, Func<JsonElement, string> readAndWrite)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Content", file + ".json");
        var pinned = File.ReadAllText(path).TrimEnd();

        Assert.That(write(), Is.EqualTo(pinned));
        Assert.That(readAndWrite(JsonElement.Parse(pinned)), Is.EqualTo(pinned));
    }

    private static TestCaseData Shape<T>(string file, T value, Action<Utf8JsonWriter, T> write, Func<JsonElement, T> read)
    {
        string Written(T value) => ContentJsonSamples.Write(writer => write(writer, value), indented: true);
        return new TestCaseData(file, () => Written(value), (JsonElement json) => Written(read(json))).SetArgDisplayNames(file);
    }
}
