using System.Buffers;
using System.Text;
using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Schemas;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Tools;

namespace TensorZero.Embedded.Feedback;

/// <summary>
/// Checks what a function should have answered against the tools or the schema that the inference really had, and puts it into the
/// form of the function's output.
/// </summary>
internal static class Demonstration
{
    /// <exception cref="InvalidFeedbackException">The function could not have answered so.</exception>
    public static JsonElement Check(JsonElement value, FeedbackTargetRecord target)
    {
        if (target.FunctionType == FunctionType.Chat)
        {
            var content = CheckContent(DemonstrationBlocks.Read(value), target.Tools);
            return JsonElements.ParseElement(Write(writer => ContentJson.WriteOutput(writer, content)));
        }

        var output = CheckJson(value, target);
        return JsonElements.ParseElement(Write(writer => ContentJson.WriteJsonOutput(writer, output)));
    }

    private static ContentBlock[] CheckContent(IReadOnlyList<ContentBlock> content, StoredTools? tools)
    {
        var toolSet = tools is null ? null : ToolSet.Of(tools.Tools);
        return [.. content.Select(block => block is ToolCallBlock call ? Check(call, toolSet) : block)];
    }

    private static ToolCallBlock Check(ToolCallBlock call, ToolSet? tools) => tools?.Check(call) switch
    {
        null => throw Invalid("Demonstration contains invalid tool name: the inference had no tools"),
        { Name: null } => throw Invalid(
            "Demonstration contains invalid tool name: the inference had "
            + string.Join(", ", tools.Offer.Tools.Select(tool => tool.Name))),
        { Arguments: null } unfit => throw Invalid($"Demonstration contains invalid tool call arguments for {unfit.Name}"),
        var fit => fit,
    };

    private static JsonOutput CheckJson(JsonElement value, FeedbackTargetRecord target)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            throw Invalid("Demonstration of a JSON function must be a JSON value");
        }

        if (target.OutputSchema is { } schema)
        {
            var result = JsonSchema.Compile(JudgeSchema.Relax(schema, target.FunctionName)).Validate(value);
            if (!result.IsValid)
            {
                throw Invalid($"Demonstration does not fit function output schema: {result}");
            }
        }

        return new JsonOutput(Encoding.UTF8.GetString(Write(value.WriteTo).Span), value);
    }

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, ContentJson.WriterOptions))
        {
            write(writer);
        }

        return buffer.WrittenMemory;
    }

    private static InvalidFeedbackException Invalid(string message) => new(FeedbackRequestError.InvalidDemonstration, message);
}
