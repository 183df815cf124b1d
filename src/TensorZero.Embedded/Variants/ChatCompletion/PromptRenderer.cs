using TensorZero.Embedded.Functions;
using TensorZero.Embedded.Templates;

namespace TensorZero.Embedded.Variants.ChatCompletion;

/// <summary>Renders an input through a variant's templates. Step 5 of a request. Immutable.</summary>
internal sealed class PromptRenderer(IReadOnlyDictionary<string, VariantTemplate> templates)
{
    private const string SystemName = "system";

    private readonly VariantTemplate? _system = templates.GetValueOrDefault(SystemName);
    private readonly VariantTemplate? _userText = TextTemplate(templates, Role.User);
    private readonly VariantTemplate? _assistantText = TextTemplate(templates, Role.Assistant);

    /// <summary>Passes every input on as it is.</summary>
    public static PromptRenderer WithoutTemplates { get; } = new(new Dictionary<string, VariantTemplate>());

    public IReadOnlyCollection<string> TemplateNames { get; } = [.. templates.Keys];

    /// <exception cref="TemplateRenderException">A template failed.</exception>
    /// <exception cref="InvalidPromptException">The input and the variant's templates do not fit each other.</exception>
    public string? RenderSystem(SystemPrompt? system)
    {
        if (_system is null)
        {
            return system switch
            {
                null => null,
                { Text: { } text } => text,
                _ => throw new InvalidPromptException("the system prompt is template arguments but the variant has no `system` template"),
            };
        }

        if (_system.WrapsText)
        {
            return system?.Arguments is null
                ? _system.Template.Render(TemplateArguments.FromText("system_text", system?.Text ?? ""))
                : throw new InvalidPromptException("the system prompt is template arguments but the variant's `system` template wraps a text");
        }

        return _system.Template.Render(TemplateArguments.FromObject(system?.Arguments ?? default));
    }

    /// <inheritdoc cref="RenderSystem"/>
    public IReadOnlyList<InputMessage> RenderMessages(IReadOnlyList<InputMessage> messages)
    {
        var rendered = new InputMessage[messages.Count];
        for (var i = 0; i < rendered.Length; i++)
        {
            rendered[i] = Render(messages[i]);
        }

        return rendered;
    }

    private static VariantTemplate? TextTemplate(IReadOnlyDictionary<string, VariantTemplate> templates, Role role) =>
        templates.GetValueOrDefault(RoleNames.Of(role)) is { RendersText: true } template ? template : null;

    private InputMessage Render(InputMessage message)
    {
        var textTemplate = message.Role == Role.User ? _userText : _assistantText;
        if (textTemplate is null && !message.Content.Any(block => block is TemplateBlock or RawTextBlock))
        {
            return message;
        }

        var content = new ContentBlock[message.Content.Count];
        for (var i = 0; i < content.Length; i++)
        {
            content[i] = message.Content[i] switch
            {
                TextBlock text when textTemplate is not null =>
                    new TextBlock(textTemplate.Template.Render(TemplateArguments.FromText(RoleNames.Of(message.Role) + "_text", text.Text))),
                TemplateBlock template => new TextBlock(Render(template)),
                RawTextBlock raw => new TextBlock(raw.Value),
                var block => block,
            };
        }

        return message with { Content = content };
    }

    private string Render(TemplateBlock block)
    {
        if (!templates.TryGetValue(block.Name, out var template))
        {
            throw new InvalidPromptException($"Template `{block.Name}` not found");
        }

        return template.WrapsText
            ? throw new InvalidPromptException($"a message is template arguments but the variant's `{block.Name}` template wraps a text")
            : template.Template.Render(TemplateArguments.FromObject(block.Arguments));
    }
}
