using System.Text.Json;
using TensorZero.Embedded.Tests.House;

namespace TensorZero.Embedded.Tests.Templates;

/// <summary>
/// One line of a case file: <c>template ⇶ arguments ⇶ expected</c>. An expectation that begins with ✗ is an error, optionally
/// followed by its whole message. ↵ stands for a line break.
/// </summary>
internal sealed record TemplateCase(string File, int Line, string Template, string Arguments, string Expected)
{
    public const string FailureMark = "✗";

    public bool Fails => Expected.StartsWith(FailureMark, StringComparison.Ordinal);

    public string ExpectedMessage => Expected[1..].Trim();

    public JsonElement ParseArguments()
    {
        using var document = JsonDocument.Parse(Arguments.Length == 0 ? "{}" : Arguments);
        return document.RootElement.Clone();
    }

    public static IReadOnlyList<TemplateCase> ReadAll(string pattern)
    {
        var cases = new List<TemplateCase>();
        var folder = Path.Combine(Checkout.Root, "tests", "TensorZero.Embedded.Tests", "Templates", "Cases");
        foreach (var path in Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal))
        {
            var number = 0;
            foreach (var line in System.IO.File.ReadLines(path))
            {
                number++;
                if (line.Length == 0 || line.StartsWith("# ", StringComparison.Ordinal))
                {
                    continue;
                }

                var parts = line.Split('⇶');
                Assert.That(parts, Has.Length.EqualTo(3), $"{path}:{number} is not a case");
                cases.Add(new TemplateCase(
                    Path.GetFileNameWithoutExtension(path),
                    number,
                    parts[0][..^1].Replace('↵', '\n'),
                    parts[1].Trim(),
                    (parts[2].Length > 0 ? parts[2][1..] : string.Empty).Replace('↵', '\n')));
            }
        }

        return cases;
    }

    public override string ToString() => $"{File}:{Line}";
}
