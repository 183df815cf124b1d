using System.Text.Json;
using System.Text.Json.Nodes;

namespace TensorZero.Embedded;

/// <summary>What stands above the conversation: a text, or arguments for the function's <c>system</c> template.</summary>
public sealed record SystemPrompt
{
    private SystemPrompt()
    {
    }

    /// <summary>The text; null when <see cref="Arguments"/> is set.</summary>
    public string? Text { get; private init; }

    /// <summary>A JSON object for the <c>system</c> template; null when <see cref="Text"/> is set.</summary>
    public JsonElement? Arguments { get; private init; }

    /// <summary>A plain text.</summary>
    public static SystemPrompt FromText(string text) => new() { Text = text };

    /// <summary>Arguments for the <c>system</c> template: a JSON object.</summary>
    public static SystemPrompt FromArguments(JsonElement arguments) => new() { Arguments = JsonElements.Own(arguments) };

    /// <summary>Arguments for the <c>system</c> template, whose present content is taken.</summary>
    public static SystemPrompt FromArguments(JsonObject arguments) => FromArguments(JsonElements.ToElement(arguments));

    /// <summary>A string is a plain text.</summary>
    public static implicit operator SystemPrompt(string text) => FromText(text);

    /// <summary>A JSON object is template arguments.</summary>
    public static implicit operator SystemPrompt(JsonObject arguments) => FromArguments(arguments);
}
