using System.Text.Json.Nodes;
using TensorZero.Embedded.Configuration.Sections.Evaluators;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Evaluations.Evaluators;

/// <summary>What a judge is shown: the conversation as one JSON text or as messages, the answer, and the reference output where it asks for it.</summary>
internal static class JudgeInput
{
    /// <param name="answer">The answer.</param>
    /// <param name="config">The judge.</param>
    /// <param name="isReferenceFirst">Whether the reference output comes before the answer, to see whether that matters.</param>
    /// <exception cref="NotSupportedException">The judge cannot be shown this datapoint or answer.</exception>
    public static InferenceInput Of(EvaluatedAnswer answer, LlmJudgeEvaluatorConfig config, bool isReferenceFirst = false)
    {
        var generated = Write(answer.Response.Content, answer.Response.Output);
        var reference = config.IncludeReferenceOutput ? ReferenceOf(answer.Datapoint) : null;
        return config.InputFormat == LlmJudgeInputFormat.Serialized
            ? Serialized(answer.Datapoint.Input, generated, reference, isReferenceFirst)
            : Messages(answer.Datapoint.Input, generated, reference, isReferenceFirst);
    }

    /// <summary>The reference as a judge sees it; null when there is none that can be shown.</summary>
    public static string? ReferenceOf(Datapoint datapoint) =>
        datapoint.Output is { } output && output.Json is null or { Raw: not null, Parsed: not null } ? Write(output.Content, output.Json) : null;

    private static InferenceInput Serialized(InferenceInput input, string generated, string? reference, bool isReferenceFirst)
    {
        if (input.Messages.SelectMany(message => message.Content).Any(block => block is FileBlock))
        {
            throw new NotSupportedException(
                "A judge with `input_format = \"serialized\"` sees no files: use `input_format = \"messages\"`.");
        }

        var serialized = JsonText.Of(writer => ContentJson.WriteInput(writer, input));
        if (isReferenceFirst)
        {
            var swapped = $"# Input\n\n{serialized}\n\n# Reference output\n\n{reference}\n\n# Generated output\n\n{generated}";
            return new InferenceInput { Messages = [InputMessage.User(new RawTextBlock(swapped))] };
        }

        var arguments = new JsonObject
        {
            ["input"] = serialized,
            ["generated_output"] = generated,
            ["reference_output"] = reference,
        };
        return new InferenceInput { Messages = [InputMessage.User(new TemplateBlock("user", arguments))] };
    }

    /// <summary>The judge's function has neither the system prompt nor the templates of the one it judges: both are shown as they are.</summary>
    private static InferenceInput Messages(InferenceInput input, string generated, string? reference, bool isReferenceFirst)
    {
        var messages = new List<InputMessage>();
        if (input.System is { } system)
        {
            messages.Add(InputMessage.User(new TextBlock(system.Text ?? system.Arguments!.Value.GetRawText())));
        }

        messages.AddRange(input.Messages.Select(message => message with { Content = [.. message.Content.Select(Shown)] }));
        var (answer, wanted) = ($"# Generated Output\n\n{generated}", $"# Reference Output\n\n{reference}");
        var question = reference is null ? answer : isReferenceFirst ? $"{wanted}\n\n{answer}" : $"{answer}\n\n{wanted}";
        messages.Add(InputMessage.User(new TextBlock(question)));
        return new InferenceInput { Messages = messages };
    }

    private static ContentBlock Shown(ContentBlock block) => block switch
    {
        TemplateBlock template => new TextBlock(JsonText.Of(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, template.Name);
            writer.WritePropertyName("arguments"u8);
            template.Arguments.WriteTo(writer);
            writer.WriteEndObject();
        })),
        UnknownBlock => throw new NotSupportedException("A judge can be shown no block of unknown type."),
        _ => block,
    };

    private static string Write(IReadOnlyList<ContentBlock> content, JsonOutput? json)
    {
        if (json is { } output)
        {
            return output is { Raw: { } raw, Parsed: not null }
                ? raw
                : throw new NotSupportedException("The output is no JSON that fits its schema: there is nothing to judge.");
        }

        ContentBlock[] shown = [.. content.Where(block => block is not UnknownBlock)];
        return shown.Length > 0
            ? JsonText.Of(writer => ContentJson.WriteOutput(writer, shown))
            : throw new NotSupportedException("The output is empty: there is nothing to judge.");
    }
}
