using System.Text.Json;
using System.Text.Json.Nodes;

namespace TensorZero.Embedded;

/// <summary>Arguments for one of the function's templates; the variant renders them to text.</summary>
/// <param name="Name">The template's name: <c>user</c>, <c>assistant</c>, <c>system</c> or a custom one.</param>
/// <param name="Arguments">A JSON object, checked against the function's schema of the same name.</param>
public sealed record TemplateBlock(string Name, JsonElement Arguments) : ContentBlock
{
    /// <summary>The same from a <see cref="JsonObject"/>, whose present content is taken.</summary>
    public TemplateBlock(string name, JsonObject arguments)
        : this(name, JsonElements.ToElement(arguments))
    {
    }

    /// <summary>A JSON object, checked against the function's schema of the same name.</summary>
    public JsonElement Arguments { get; init => field = JsonElements.Own(value); } = JsonElements.Own(Arguments);
}
