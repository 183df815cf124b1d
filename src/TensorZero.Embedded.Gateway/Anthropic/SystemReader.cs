using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Gateway.Anthropic;

/// <summary>Joins system prompts: strings, text blocks, or the arguments of the function's system template. Not thread-safe.</summary>
internal sealed class SystemReader
{
    /// <summary>Null as long as nothing was said.</summary>
    public SystemPrompt? Prompt { get; private set; }

    /// <param name="json">A string or a list of blocks.</param>
    /// <param name="name">What it is called, for errors.</param>
    public void Add(JsonElement json, string name)
    {
        if (json.ValueKind == JsonValueKind.String)
        {
            Add(new TextBlock(json.GetString()!));
            return;
        }

        json.Items(name, block =>
        {
            Add(TextReader.Read(block) ?? throw new ContentJsonException("Expected \"text\" as `type` of a block in a system prompt."));
            return true;
        });
    }

    private void Add(ContentBlock block) => Prompt = (block, Prompt) switch
    {
        (TextBlock text, null) => SystemPrompt.FromText(text.Text),
        (TextBlock text, { Text: { } before }) => SystemPrompt.FromText($"{before}\n{text.Text}"),
        (RawTextBlock text, null) => SystemPrompt.FromText(text.Value),
        (RawTextBlock text, { Text: { } before }) => SystemPrompt.FromText($"{before}\n{text.Value}"),
        (TemplateBlock template, null) => SystemPrompt.FromArguments(template.Arguments),
        _ => throw new ContentJsonException("Arguments for a template must be all there is of the system prompt."),
    };
}
