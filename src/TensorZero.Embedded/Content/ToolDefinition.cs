using System.Text.Json;

namespace TensorZero.Embedded;

/// <summary>A tool that a model may call.</summary>
/// <param name="Name">The name the model sees.</param>
/// <param name="Description">What the tool does, for the model.</param>
/// <param name="Parameters">A JSON Schema of the arguments.</param>
/// <param name="Strict">Whether the provider must keep to the schema, where it can. Default: false.</param>
public sealed record ToolDefinition(string Name, string Description, JsonElement Parameters, bool Strict = false)
{
    /// <summary>A JSON Schema of the arguments.</summary>
    public JsonElement Parameters { get; init => field = JsonElements.Own(value); } = JsonElements.Own(Parameters);
}
