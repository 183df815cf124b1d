using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using TensorZero.Embedded.Evaluations;

namespace TensorZero.Embedded.Cli.Evaluations;

/// <summary><c>--slice</c>: how to part the datapoints.</summary>
internal static class SliceOption
{
    public static Option<Slice[]> Create() => new("--slice")
    {
        Description = "Part the datapoints and name the worst part: by a tag, a field of the input, the input's length or its language. "
            + "May be given several times.",
        HelpName = "tag:KEY|input:FIELD|length:100,1000|language",
        Arity = ArgumentArity.ZeroOrMore,
        CustomParser = static argument => [.. argument.Tokens.Select(token => Parse(argument, token.Value)).OfType<Slice>()],
        DefaultValueFactory = static _ => [],
    };

    private static Slice? Parse(ArgumentResult argument, string text)
    {
        var (kind, rest) = text.Split(':', 2) is [var before, var after] ? (before, after) : (text, "");
        switch (kind, rest.Length > 0)
        {
            case ("tag", true):
                return Slice.ByTag(rest);
            case ("input", true):
                return Slice.ByInput(rest);
            case ("language", false):
                return Slice.ByLanguage();
            case ("length", true) when EdgesOf(rest) is { } edges:
                return Slice.ByLength(edges);
            default:
                argument.AddError($"--slice: `{text}` is none of tag:KEY, input:FIELD, length:100,1000 (growing numbers of characters) and language.");
                return null;
        }
    }

    private static int[]? EdgesOf(string text)
    {
        var edges = new List<int>();
        foreach (var part in text.Split(','))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var edge) || (edges.Count > 0 && edge <= edges[^1]))
            {
                return null;
            }

            edges.Add(edge);
        }

        return [.. edges];
    }
}
