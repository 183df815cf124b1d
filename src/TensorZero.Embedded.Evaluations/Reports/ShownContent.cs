using System.Globalization;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Evaluations.Reports;

/// <summary>Inputs and outputs as text for people, cut to a length.</summary>
/// <param name="most">The most characters.</param>
internal sealed class ShownContent(int most)
{
    public string Of(InferenceInput input)
    {
        var parts = new List<string>();
        if (input.System is { } system)
        {
            parts.Add($"system: {system.Text ?? system.Arguments!.Value.GetRawText()}");
        }

        parts.AddRange(input.Messages.Select(static message => $"{ContentJsonWords.Of(message.Role)}: {Of(message.Content)}"));
        return Cut(string.Join("\n\n", parts));
    }

    public string Of(IReadOnlyList<ContentBlock> content, JsonOutput? json) => Cut(json is null ? Of(content) : json.Raw ?? "");

    public string Cut(string text)
    {
        if (text.Length <= most)
        {
            return text;
        }

        // No half of a pair is left behind.
        var end = most > 0 && char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        return string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, end)}… ({text.Length - end:#,0} more characters)");
    }

    private static string Of(IReadOnlyList<ContentBlock> content) => string.Join('\n', content.Select(static block => block switch
    {
        TextBlock text => text.Text,
        RawTextBlock raw => raw.Value,
        FileBlock file => $"[file {file.MimeType ?? "of unknown type"} {file.Url?.GetLeftPart(UriPartial.Path) ?? file.FileName}]",
        _ => JsonText.Of(writer => ContentJson.WriteContent(writer, [block])),
    }));
}
