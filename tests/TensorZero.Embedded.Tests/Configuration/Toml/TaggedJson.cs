using System.Globalization;
using System.Text.Json;
using TensorZero.Embedded.Configuration;

namespace TensorZero.Embedded.Tests.Configuration.Toml;

/// <summary>Compares a tree with toml-test's JSON, in which every scalar is <c>{"type": …, "value": …}</c>.</summary>
internal static class TaggedJson
{
    public static void AssertEqual(ConfigurationNode node, JsonElement expected, string path)
    {
        switch (node)
        {
            case TableNode table:
                Assert.That(table.Entries.Select(entry => entry.Key), Is.EquivalentTo(expected.EnumerateObject().Select(p => p.Name)), path);
                foreach (var (key, _, value) in table.Entries)
                {
                    AssertEqual(value, expected.GetProperty(key), $"{path}.{key}");
                }

                break;
            case ArrayNode array:
                Assert.That(array.Items, Has.Count.EqualTo(expected.GetArrayLength()), path);
                for (var i = 0; i < array.Items.Count; i++)
                {
                    AssertEqual(array.Items[i], expected[i], $"{path}[{i}]");
                }

                break;
            case ScalarNode scalar:
                AssertScalar(scalar, expected.GetProperty("type").GetString()!, expected.GetProperty("value").GetString()!, path);
                break;
        }
    }

    private static void AssertScalar(ScalarNode scalar, string type, string value, string path)
    {
        var kind = type switch
        {
            "string" => ScalarKind.String,
            "integer" => ScalarKind.Integer,
            "float" => ScalarKind.Float,
            "bool" => ScalarKind.Boolean,
            "datetime" => ScalarKind.OffsetDateTime,
            "datetime-local" => ScalarKind.LocalDateTime,
            "date-local" => ScalarKind.LocalDate,
            "time-local" => ScalarKind.LocalTime,
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
        };
        Assert.That(scalar.Kind, Is.EqualTo(kind), path);
        switch (kind)
        {
            case ScalarKind.Integer:
                Assert.That(scalar.Integer, Is.EqualTo(long.Parse(value, CultureInfo.InvariantCulture)), path);
                break;
            case ScalarKind.Float:
                Assert.That(scalar.Float, Is.EqualTo(ParseFloat(value)), path);
                break;
            case ScalarKind.Boolean:
                Assert.That(scalar.Boolean, Is.EqualTo(value == "true"), path);
                break;
            case ScalarKind.String:
                Assert.That(scalar.Text, Is.EqualTo(value), path);
                break;
            default:
                Assert.That(WithoutFractionZeros(scalar.Text), Is.EqualTo(WithoutFractionZeros(value)), path);
                break;
        }
    }

    private static double ParseFloat(string text) => text.TrimStart('+', '-') switch
    {
        "inf" => text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity,
        "nan" => double.NaN,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    /// <summary>"0.6" and "0.600" are the same fraction of a second.</summary>
    private static string WithoutFractionZeros(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            return text;
        }

        var end = dot + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return text[..dot] + text[dot..end].TrimEnd('0').TrimEnd('.') + text[end..];
    }
}
