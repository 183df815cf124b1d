using System.Text.RegularExpressions;

namespace TensorZero.Embedded.Tests.House;

/// <summary>What the formatter would mend and the build does not see.</summary>
public sealed partial class StyleTest
{
    private static readonly string[] Files = [.. Checkout.TextFiles().Where(file => file.EndsWith(".cs", StringComparison.Ordinal))];

    [Test]
    public void Usings_are_sorted()
    {
        var unsorted = Files.Where(file =>
        {
            string[] usings = [.. File.ReadLines(Path.Combine(Checkout.Root, file)).TakeWhile(line => BeforeCode().IsMatch(line)).Where(line => Using().IsMatch(line))];
            return !usings.SequenceEqual(Sorted(usings));
        });

        Assert.That(unsorted, Is.Empty, "dotnet format sorts them");
    }

    [Test]
    public void Nothing_is_qualified_with_this() =>
        Assert.That(Files.Where(file => Qualified().IsMatch(Checkout.Read(file))), Is.Empty);

    /// <summary>Namespaces before static classes before aliases; System's first, then by name.</summary>
    private static IEnumerable<string> Sorted(IEnumerable<string> usings) => usings
        .OrderBy(line => line.Contains('=', StringComparison.Ordinal))
        .ThenBy(line => line.StartsWith("using static ", StringComparison.Ordinal))
        .ThenBy(line => !SystemUsing().IsMatch(line))
        .ThenBy(line => line.TrimEnd(';'), StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"^($|//|#|using (?!var )[^(;]*;)")]
    private static partial Regex BeforeCode();

    [GeneratedRegex(@"^using ")]
    private static partial Regex Using();

    [GeneratedRegex(@"^using (static )?System[.;]")]
    private static partial Regex SystemUsing();

    [GeneratedRegex(@"\bthis[.]\w")]
    private static partial Regex Qualified();
}
