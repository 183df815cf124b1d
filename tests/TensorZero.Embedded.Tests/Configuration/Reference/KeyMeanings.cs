using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using TensorZero.Embedded.Configuration.Sections;

namespace TensorZero.Embedded.Tests.Configuration.Reference;

/// <summary>Says what a key means and what it is when left out: from the property of the record that it is bound to.</summary>
internal sealed partial class KeyMeanings
{
    private static readonly string[] Units = ["_ms", "_s", "_seconds"];

    /// <summary>Records that are bound from the keys of the table around them.</summary>
    private static readonly string[] Parts = ["Base", "Completion", "Params", "Provider"];

    private readonly Dictionary<string, string> _byMember;

    private KeyMeanings(Dictionary<string, string> byMember) => _byMember = byMember;

    public static KeyMeanings Read()
    {
        var documentation = XDocument.Load(Path.ChangeExtension(typeof(RootConfig).Assembly.Location, ".xml"));
        var byMember = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in documentation.Descendants("member"))
        {
            var name = member.Attribute("name")!.Value;
            if (member.Element("summary") is { } summary)
            {
                byMember[name] = Text(summary);
            }

            foreach (var parameter in member.Elements("param"))
            {
                byMember[$"P{name[1..]}.{parameter.Attribute("name")!.Value}"] = Text(parameter);
            }
        }

        return new KeyMeanings(byMember);
    }

    /// <param name="entry">The key.</param>
    /// <param name="type">What the table is bound to.</param>
    /// <param name="bound">What a table without the key is bound to; null when that is nothing.</param>
    public void Explain(KeyEntry entry, Type type, object? bound)
    {
        entry.Meaning ??= OtherMeanings.Of(entry.Name);
        if (Find(Names(entry.Name), type, bound, depth: 2) is not var (property, owner) || property is null)
        {
            return;
        }

        if (_byMember.GetValueOrDefault($"P:{property.DeclaringType!.FullName}.{property.Name}") is { } meaning)
        {
            // A key that is left out is null in C#.
            entry.Meaning = meaning.Replace("Null", "Left out", StringComparison.Ordinal).Replace(" null ", " left out ", StringComparison.Ordinal);
        }

        entry.Default ??= entry.IsRequired || owner is null ? null : Describe(property.GetValue(owner), entry);
    }

    /// <summary>Looks at the record itself, then at the records that it is made of.</summary>
    private static (PropertyInfo? Property, object? Owner)? Find(IReadOnlyList<string> names, Type type, object? owner, int depth)
    {
        var properties = type.GetProperties();
        if (names.Select(name => Array.Find(properties, property => property.Name == name)).FirstOrDefault(found => found is not null) is { } property)
        {
            return (property, owner);
        }

        if (depth == 0)
        {
            return null;
        }

        return properties
            .Where(part => Parts.Contains(part.Name))
            .Select(part => (part.PropertyType, Value: owner is null ? null : part.GetValue(owner)))
            .Select(part => Find(names, part.Value?.GetType() ?? part.PropertyType, part.Value, depth - 1))
            .FirstOrDefault(found => found is not null);
    }

    private static IReadOnlyList<string> Names(string key)
    {
        if (OtherMeanings.PropertyOf(key) is { } property)
        {
            return [property];
        }

        var unit = Array.Find(Units, unit => key.EndsWith(unit, StringComparison.Ordinal));
        return unit is null ? [Pascal(key)] : [Pascal(key), Pascal(key[..^unit.Length])];
    }

    private static string Pascal(string key) =>
        string.Concat(key.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));

    private static string? Describe(object? value, KeyEntry entry) => value switch
    {
        bool flag => flag ? "true" : "false",
        string { Length: > 0 } text => $"\"{text}\"",
        int or long or double or decimal => Convert.ToString(value, CultureInfo.InvariantCulture),
        TimeSpan time when entry.Name.EndsWith("_ms", StringComparison.Ordinal) => time.TotalMilliseconds.ToString(CultureInfo.InvariantCulture),
        TimeSpan time => time.TotalSeconds.ToString(CultureInfo.InvariantCulture),
        Enum word => entry.Words.FirstOrDefault(known => Pascal(known).Equals(word.ToString(), StringComparison.OrdinalIgnoreCase)) is { } found ? $"\"{found}\"" : null,
        _ => null,
    };

    private static string Text(XElement element)
    {
        var text = string.Concat(element.Nodes().Select(node => node switch
        {
            XText plain => plain.Value,
            XElement { Name.LocalName: "see" } see => $"`{Snake(see.Attribute("cref")!.Value.Split('.')[^1])}`",
            XElement other => $"`{other.Value}`",
            _ => "",
        }));
        return Spaces().Replace(text, " ").Trim();
    }

    private static string Snake(string name) => Humps().Replace(name, "_$0").ToLowerInvariant();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]")]
    private static partial Regex Humps();
}
