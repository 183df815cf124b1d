using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Gateway.OpenAI;

/// <summary>
/// Puts a conversation in OpenAI's form together as an input: system prompts into one at the start, tool results with the names of their
/// tools, and those that follow one another into one message, as some providers want them. Not thread-safe.
/// </summary>
internal sealed class ConversationBuilder(ILogger logger)
{
    private readonly List<InputMessage> _messages = [];
    private readonly Dictionary<string, string> _toolNames = new(StringComparer.Ordinal);
    private SystemPrompt? _system;
    private List<ContentBlock>? _results;

    /// <summary>Begins with a conversation that is on record, and its answer.</summary>
    public void Continue(InferenceInput input, IReadOnlyList<ContentBlock> answer)
    {
        _system = input.System;
        foreach (var message in input.Messages)
        {
            Add(message.Role, message.Content);
        }

        Add(Role.Assistant, answer);
    }

    /// <summary>Forgets the system prompt so far.</summary>
    public void ReplaceSystem(string text) => _system = SystemPrompt.FromText(text);

    public void AddSystem(IReadOnlyList<ContentBlock> content)
    {
        if (_system is not null || _messages.Count > 0)
        {
            OpenAILog.SystemMoved(logger);
        }

        foreach (var block in content)
        {
            AddSystem(block);
        }
    }

    public void Add(Role role, IReadOnlyList<ContentBlock> content)
    {
        _results = null;
        NameTools(content);
        _messages.Add(new InputMessage(role, content));
    }

    /// <summary>Adds to what the model said last, when it was the last to say something.</summary>
    public void AddToAnswer(IReadOnlyList<ContentBlock> content)
    {
        if (_messages is [.., { Role: Role.Assistant } last])
        {
            _messages.RemoveAt(_messages.Count - 1);
            content = [.. last.Content, .. content];
        }

        Add(Role.Assistant, content);
    }

    /// <exception cref="ContentJsonException">No tool call before it has this id.</exception>
    public void AddToolResult(string callId, string result)
    {
        if (!_toolNames.TryGetValue(callId, out var name))
        {
            throw new ContentJsonException("No tool call before this result has its id.");
        }

        if (_results is null)
        {
            _results = [];
            _messages.Add(new InputMessage(Role.User, _results));
        }

        _results.Add(new ToolResultBlock(callId, name, result));
    }

    public InferenceInput Build() => new() { System = _system, Messages = _messages };

    private void AddSystem(ContentBlock block)
    {
        if (block is TemplateBlock template)
        {
            _system = _system is null
                ? SystemPrompt.FromArguments(template.Arguments)
                : throw new ContentJsonException("A template must be all there is of the system prompt.");
            return;
        }

        var text = block switch
        {
            TextBlock plain => plain.Text,
            RawTextBlock raw => raw.Value,
            _ => throw new ContentJsonException("A system prompt is text, or one template."),
        };
        _system = _system switch
        {
            null => SystemPrompt.FromText(text),
            { Text: { } before } => SystemPrompt.FromText($"{before}\n{text}"),
            _ => throw new ContentJsonException("A template must be all there is of the system prompt."),
        };
    }

    private void NameTools(IReadOnlyList<ContentBlock> content)
    {
        foreach (var block in content)
        {
            if (block is ToolCallBlock call)
            {
                _toolNames[call.Id] = call.RawName;
            }
        }
    }
}
