using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.OpenAI;

/// <summary>Reads the function tools that both of OpenAI's APIs know, and the rules for calling them.</summary>
internal static class OpenAIToolReader
{
    private const string Where = "a function";

    /// <summary>What OpenAI takes a function without parameters for.</summary>
    private static readonly JsonElement NoParameters = JsonElement.Parse("""{"type":"object","properties":{}}""");

    public static ToolDefinition ReadFunction(JsonElement function) => new(
        function.RequiredString("name", Where),
        function.OptionalString("description", Where) ?? "",
        ReadParameters(function),
        function.Flag("strict", Where));

    /// <summary>The words that both APIs have; null for any other choice.</summary>
    public static ToolChoice? ReadWord(JsonElement choice) => choice switch
    {
        { ValueKind: JsonValueKind.String } when choice.ValueEquals("none"u8) => ToolChoice.None,
        { ValueKind: JsonValueKind.String } when choice.ValueEquals("auto"u8) => ToolChoice.Auto,
        { ValueKind: JsonValueKind.String } when choice.ValueEquals("required"u8) => ToolChoice.Required,
        { ValueKind: JsonValueKind.Object } => null,
        _ => throw new ContentJsonException("Expected none, auto, required or an object."),
    };

    /// <summary>A list of allowed tools, and whether one of them must be called.</summary>
    public static OpenAIToolChoice ReadAllowed(JsonElement allowed, Func<JsonElement, string> readName)
    {
        var mode = allowed.RequiredString("mode", "allowed_tools") switch
        {
            "auto" => ToolChoice.Auto,
            "required" => ToolChoice.Required,
            _ => throw new ContentJsonException("Expected auto or required as `mode` in allowed_tools."),
        };
        return new OpenAIToolChoice(mode, allowed.Required("tools", "allowed_tools").Items("tools", readName));
    }

    private static JsonElement ReadParameters(JsonElement function) => function.Find("parameters") switch
    {
        null => NoParameters,
        { ValueKind: JsonValueKind.Object } parameters => parameters.Clone(),
        _ => throw new ContentJsonException($"Expected a JSON Schema as `parameters` in {Where}."),
    };
}
