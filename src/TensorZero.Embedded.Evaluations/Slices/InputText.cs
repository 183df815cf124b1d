using System.Text.Json;

namespace TensorZero.Embedded.Evaluations.Slices;

/// <summary>What stands in an input as text: texts, and the texts among template arguments.</summary>
internal static class InputText
{
    public static int Length(InferenceInput input) => Of(input).Sum(static text => text.Length);

    public static IEnumerable<string> Of(InferenceInput input)
    {
        if (input.System?.Text is { } system)
        {
            yield return system;
        }

        foreach (var text in Arguments(input).SelectMany(static arguments => TextsIn(arguments)))
        {
            yield return text;
        }

        foreach (var block in input.Messages.SelectMany(static message => message.Content))
        {
            if (block is TextBlock or RawTextBlock)
            {
                yield return block is TextBlock text ? text.Text : ((RawTextBlock)block).Value;
            }
        }
    }

    /// <summary>All template arguments, the system prompt's first.</summary>
    public static IEnumerable<JsonElement> Arguments(InferenceInput input) => input.Messages
        .SelectMany(static message => message.Content)
        .OfType<TemplateBlock>()
        .Select(static block => block.Arguments)
        .Prepend(input.System?.Arguments ?? default)
        .Where(static arguments => arguments.ValueKind != JsonValueKind.Undefined);

    private static IEnumerable<string> TextsIn(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => [json.GetString()!],
        JsonValueKind.Object => json.EnumerateObject().SelectMany(static property => TextsIn(property.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(static item => TextsIn(item)),
        _ => [],
    };
}
