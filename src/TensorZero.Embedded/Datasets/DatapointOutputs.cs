using TensorZero.Embedded.Functions;
using TensorZero.Embedded.Schemas;
using TensorZero.Embedded.Tools;

namespace TensorZero.Embedded.Datasets;

/// <summary>
/// Brings outputs into their stored form. Tool calls and JSON are checked anew; what does not fit is kept raw, because a dataset may
/// hold wrong outputs on purpose.
/// </summary>
internal static class DatapointOutputs
{
    /// <exception cref="InvalidDatasetRequestException">The output is that of another type of function, or no output at all.</exception>
    public static StoredOutput? Shape(DatapointOutput? output, Function function, JsonSchema? schema, ToolSet? tools)
    {
        if (output is null)
        {
            return null;
        }

        if (function.Type == FunctionType.Json)
        {
            var raw = (output.Json ?? throw WrongType(function, FunctionType.Chat)).Raw;
            return new StoredOutput([], new JsonOutput(raw, raw is null ? null : OutputShaping.Parse(raw, schema!)));
        }

        return output.Json is null
            ? new StoredOutput([.. output.Content.Select(block => Check(block, tools))], null)
            : throw WrongType(function, FunctionType.Json);
    }

    public static StoredOutput? Of(StoredInference inference) =>
        inference.FunctionType == FunctionType.Chat ? new StoredOutput(inference.Content, null)
        : inference.Output is { } output ? new StoredOutput([], output)
        : null;

    private static ContentBlock Check(ContentBlock block, ToolSet? tools) => block switch
    {
        ToolCallBlock call => Check(call with { Name = null, Arguments = null }, tools),
        TextBlock or ThoughtBlock or UnknownBlock => block,
        _ => throw new InvalidDatasetRequestException(
            DatasetRequestError.InvalidOutput, $"a chat function does not answer with a {block.GetType().Name}"),
    };

    private static ToolCallBlock Check(ToolCallBlock call, ToolSet? tools) => tools?.Check(call) ?? call;

    public static InvalidDatasetRequestException WrongType(Function function, FunctionType given) => new(
        DatasetRequestError.WrongFunctionType,
        $"Function '{function.Name}' is not configured as a {(given == FunctionType.Chat ? "chat" : "JSON")} function");
}
