using System.Globalization;
using System.Text.RegularExpressions;

namespace TensorZero.Embedded.Gateway.Tests.Metrics;

/// <summary>
/// Reads Prometheus' text format 0.0.4 strictly: every line must be a HELP, a TYPE or a sample; samples of a family stand together
/// behind their TYPE; no series stands twice; a histogram's buckets rise to its count.
/// </summary>
internal sealed partial class Exposition
{
    private readonly Dictionary<string, string> _types = [];

    private Exposition(string text)
    {
        Assert.That(text, Does.EndWith("\n").Or.Empty);
        var family = "";
        foreach (var line in text.Split('\n')[..^1])
        {
            if (Help().Match(line) is { Success: true } help)
            {
                family = help.Groups[1].Value;
                Assert.That(_types, Does.Not.ContainKey(family), "a family stands twice");
            }
            else if (TypeLine().Match(line) is { Success: true } type)
            {
                Assert.That(type.Groups[1].Value, Is.EqualTo(family));
                _types.Add(family, type.Groups[2].Value);
            }
            else
            {
                AddSample(family, line);
            }
        }

        CheckHistograms();
    }

    /// <summary>Names with labels, as they are written, and values.</summary>
    public Dictionary<string, double> Samples { get; } = [];

    public IReadOnlyDictionary<string, string> Types => _types;

    public static Exposition Read(string text) => new(text);

    private void AddSample(string family, string line)
    {
        var sample = Sample().Match(line);
        Assert.That(sample.Success, Is.True, line);
        var name = sample.Groups["name"].Value;
        var allowed = _types[family] == "histogram" ? new[] { $"{family}_bucket", $"{family}_sum", $"{family}_count" } : [family];
        Assert.That(allowed, Does.Contain(name), line);
        var labels = Label().Matches(sample.Groups["labels"].Value).Select(label => label.Groups[1].Value).ToArray();
        Assert.That(labels, Is.Unique, line);
        Assert.That(
            Samples.TryAdd(line[..line.LastIndexOf(' ')], double.Parse(sample.Groups["value"].Value, CultureInfo.InvariantCulture)),
            Is.True,
            line);
    }

    private void CheckHistograms()
    {
        foreach (var family in _types.Where(type => type.Value == "histogram").Select(type => type.Key))
        {
            foreach (var (count, value) in Samples.Where(sample => sample.Key.StartsWith($"{family}_count", StringComparison.Ordinal)))
            {
                var labels = count[$"{family}_count".Length..].Trim('{', '}');
                var prefix = $"{family}_bucket{{{(labels.Length == 0 ? "" : labels + ",")}le=\"";
                var buckets = Samples.Where(sample => sample.Key.StartsWith(prefix, StringComparison.Ordinal)).ToList();
                Assert.That(buckets.Select(bucket => bucket.Value), Is.Ordered);
                Assert.That(buckets[^1].Key, Does.EndWith("le=\"+Inf\"}"));
                Assert.That(buckets[^1].Value, Is.EqualTo(value));
            }
        }
    }

    [GeneratedRegex("^# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) (?:[^\\\\]|\\\\\\\\|\\\\n)*$")]
    private static partial Regex Help();

    [GeneratedRegex("^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram|summary|untyped)$")]
    private static partial Regex TypeLine();

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?<labels>[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\\\|\\"|\\n)*"(?:,[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\\\|\\"|\\n)*")*)\})? (?<value>[+-]?(?:[0-9]+(?:\.[0-9]+)?(?:E[+-][0-9]+)?|Inf)|NaN)$""")]
    private static partial Regex Sample();

    [GeneratedRegex("""([a-zA-Z_][a-zA-Z0-9_]*)="(?:[^"\\]|\\\\|\\"|\\n)*"(?:,|$)""")]
    private static partial Regex Label();
}
