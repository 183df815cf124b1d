using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TensorZero.Embedded.Templates;

namespace TensorZero.Embedded.Tests.Templates;

/// <summary>Real templates, cut, spliced and sprinkled: whatever comes out renders, or is refused with a place.</summary>
internal sealed class TemplateFuzzTests
{
    private static readonly string[] Sprinkles =
    [
        "{{", "}}", "{%", "%}", "{#", "#}", "{%-", "-%}", "(", ")", "[", "]", "{", "}", "'", "\"", "\\", "|", ".", ",", ":", "~", "=",
        "**", "//", "-", " if ", " else ", " in ", " is ", " not ", " for ", "endfor", "endif", "endmacro", "{% for a in x %}",
        "{% endfor %}", "{% if x %}", "{% endif %}", "{% macro m(a) %}", "{% endmacro %}", "{{ m(x) }}", "{% set x = x ~ x %}",
        "{% set x = [x, x] %}", "{% raw %}", "{% endraw %}", "{% include 't' %}", "{% extends 't' %}", "{% block b %}", "{% endblock %}",
        "loop", "range(99999)", " * 99999", "|list", "|tojson", "|sort", "|length", "|map('upper')", "1", "0x", "1e9",
        "99999999999999999999999", "none", "\n", "\u00e9", "\ud83d\ude00", "\0",
    ];

    private static readonly TemplateLimits Limits = new() { Steps = 50_000, Characters = 200_000 };

    [Test]
    public void Mutated_templates_render_or_are_refused_with_a_place() => CheckMutations(5_000);

    [Test]
    [Soak]
    public void Mutated_templates_render_or_are_refused_with_a_place_for_long() => CheckMutations(100_000);

    internal static void CheckMutations(int count)
    {
        var seeds = Seeds();
        using var document = JsonDocument.Parse(
            """{"x": ["a", 1, {"b": [2.5, null]}], "name": "n", "text": "t", "data": {"k": "v"}, "a": true}""");
        var mutation = Gen.Choose(0, seeds.Length - 1)
            .SelectMany(_ => Gen.Choose(0, int.MaxValue - 1), (index, seed) => Mutate(seeds, index, new Random(seed)));
        var config = Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(20_260_601, 7);
        Check.One(config, Prop.ForAll(mutation.ToArbitrary(), template => Survives(template, document.RootElement)));
    }

    private static string[] Seeds()
    {
        var own = TemplateCase.ReadAll("*.asv").Select(static item => item.Template);
        IEnumerable<string> suite = TestSuites.Find("tensorzero-configs") is { } folder
            ? Directory.EnumerateFiles(folder, "*.minijinja", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            : [];
        return [.. own, .. suite.Select(File.ReadAllText)];
    }

    private static string Mutate(string[] seeds, int index, Random random)
    {
        var template = seeds[index];
        for (var round = random.Next(1, 6); round > 0; round--)
        {
            var at = random.Next(template.Length + 1);
            switch (random.Next(5))
            {
                case 0:
                    template = template.Insert(at, Sprinkles[random.Next(Sprinkles.Length)]);
                    break;
                case 1:
                    template = template.Remove(at, Math.Min(random.Next(1, 8), template.Length - at));
                    break;
                case 2:
                    var other = seeds[random.Next(seeds.Length)];
                    template = template[..at] + other[random.Next(other.Length + 1)..];
                    break;
                case 3:
                    var end = Math.Min(template.Length, at + random.Next(1, 30));
                    template = template.Insert(at, string.Concat(Enumerable.Repeat(template[at..end], random.Next(1, 40))));
                    break;
                default:
                    template = template[..at] + (char)random.Next(1, 0x250) + template[at..];
                    break;
            }
        }

        return template.Length > 20_000 ? template[..20_000] : template;
    }

    private static bool Survives(string template, JsonElement arguments)
    {
        try
        {
            var sources = new Dictionary<string, string> { ["t"] = template };
            return TemplateSet.Compile(sources, limits: Limits)["t"].Render(arguments).Length <= Limits.Characters;
        }
        catch (TemplateSyntaxException refused)
        {
            return refused.Errors.Count > 0 && refused.Errors.All(static error => error is { Line: > 0, Column: > 0, Message.Length: > 0 });
        }
        catch (TemplateRenderException failed)
        {
            return failed is { Line: > 0, Column: > 0, Cause.Length: > 0 };
        }
    }
}
