using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TensorZero.Embedded.Gateway.Tests.Native;

/// <summary>
/// The values that a case cannot know beforehand. <c>"$name"</c> in a reply is some text and <c>"#name"</c> some whole number: the first
/// time it is taken from the reply, and afterwards it stands for the same value, in requests too.
/// </summary>
internal sealed partial class CaseValues
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, string> _values = [];

    public string Fill(string text) => Known().Replace(text, match => _values.GetValueOrDefault(match.Value, match.Value));

    /// <summary>The reply must be what the case expects, to the letter.</summary>
    public void Check(string reply, string expected)
    {
        var whole = Fill(JsonNode.Parse(expected)!.ToJsonString(Compact));
        var pattern = Unknown().Replace(Regex.Escape(whole), match => match.Groups[1].Value == "$"
            ? $"\"(?<{match.Groups[2].Value}>[^\"]+)\""
            : $"(?<{match.Groups[2].Value}>[0-9]+)");
        var found = Regex.Match(reply, $"^{pattern}$");
        if (!found.Success)
        {
            Assert.That(reply, Is.EqualTo(whole));
        }

        foreach (Match match in Unknown().Matches(Regex.Escape(whole)))
        {
            var (kind, name) = (match.Groups[1].Value, match.Groups[2].Value);
            _values[kind == "$" ? kind + name : $"\"{kind}{name}\""] = found.Groups[name].Value;
        }
    }

    [GeneratedRegex("\\$[a-z_0-9]+|\"#[a-z_0-9]+\"")]
    private static partial Regex Known();

    /// <summary>As it stands in an escaped pattern.</summary>
    [GeneratedRegex("\"\\\\([$#])([a-z_0-9]+)\"")]
    private static partial Regex Unknown();
}
