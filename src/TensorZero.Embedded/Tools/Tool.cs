using TensorZero.Embedded.Schemas;

namespace TensorZero.Embedded.Tools;

/// <summary>A tool with its compiled schema.</summary>
/// <param name="Key">How the configuration and <c>allowed_tools</c> call it; a tool given with a request has its own name as key.</param>
/// <param name="Definition">What the model is told.</param>
/// <param name="Schema">The schema of its arguments.</param>
internal sealed record Tool(string Key, ToolDefinition Definition, JsonSchema Schema);
