using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Configuration.Toml;

namespace TensorZero.Embedded.Tests.Configuration.Toml;

/// <summary>Whatever the bytes, reading ends, and everything refused has a place.</summary>
public sealed class TomlReaderProperties
{
    private static readonly byte[][] Interesting =
    [
        .. new[] { "[", "]", "[[", "]]", "{", "}", "=", ".", ",", "\"", "\"\"\"", "'", "'''", "#", "\n", "\r\n", "\\", "\\u", "1979-05-27", "0x", "inf", "\u00E4", "\0" }
            .Select(Encoding.UTF8.GetBytes),
        [0xFF],
    ];

    private static readonly Lazy<byte[][]> Seeds = new(() =>
    [
        .. Directory.EnumerateFiles(TestSuites.Require("tensorzero-configs/examples"), "*.toml", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(TestSuites.Require("toml/tests/valid"), "*.toml", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes),
    ]);

    [Test]
    public void Mutated_real_files_are_read_or_refused_with_a_place() => CheckMutations(5_000);

    [Test]
    [Soak]
    public void Many_mutated_real_files_are_read_or_refused_with_a_place() => CheckMutations(100_000);

    [Test]
    public void A_tree_written_is_read_again_as_it_was()
    {
        var text = ArbMap.Default.GeneratorFor<NonNull<string>>().Select(value => string.Concat(value.Get.EnumerateRunes()));
        var tables = text.SelectMany(key => text.Select(value => (Key: key, Value: value))).ListOf(3);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(tables.ToArbitrary(), entries =>
        {
            var tree = new TableNode();
            foreach (var (key, value) in entries)
            {
                var inner = new TableNode();
                inner.Set(value, ScalarNode.Of(key));
                tree.Set(key, inner);
                tree.Set(value + "!", ScalarNode.Of(value));
            }

            var written = TomlWriter.Write(tree);
            var problems = new ProblemList();
            var read = TomlReader.Read(Encoding.UTF8.GetBytes(written), new SourceFile("x"), problems);
            return problems.All.Count == 0 && TomlWriter.Write(read) == written;
        }));
    }

    [TestCase("[", "]")]
    [TestCase("{a=", "}")]
    public void Deep_nesting_is_refused_not_followed(string open, string close)
    {
        var deep = "x = " + string.Concat(Enumerable.Repeat(open, 100_000)) + string.Concat(Enumerable.Repeat(close, 100_000));
        Assert.That(ProblemsOf(Encoding.UTF8.GetBytes(deep)).Single().Message, Does.StartWith("values are nested more than 128 deep"));
    }

    [Test]
    public void A_long_dotted_key_is_refused()
    {
        var deep = string.Join('.', Enumerable.Repeat("a", 100_000)) + " = 1";
        Assert.That(ProblemsOf(Encoding.UTF8.GetBytes(deep)).Single().Message, Is.EqualTo("tables are nested more than 128 deep"));
    }

    [Test]
    public void A_file_of_50_megabytes_is_read()
    {
        var line = Encoding.UTF8.GetBytes("k0000000 = [\"a value of some length, as prompts have\", 1, 2.5, true] # ä\n");
        var text = new byte[50 * 1024 * 1024 / line.Length * line.Length];
        for (var i = 0; i < text.Length / line.Length; i++)
        {
            line.CopyTo(text, i * line.Length);
            Encoding.UTF8.GetBytes($"{i:D7}").CopyTo(text, (i * line.Length) + 1);
        }

        var problems = new ProblemList();
        var root = TomlReader.Read(text, new SourceFile("big.toml"), problems);

        Assert.That(problems.All, Is.Empty);
        Assert.That(root.Entries, Has.Count.EqualTo(text.Length / line.Length));
        Assert.That(root.Entries[^1].Value.Position!.Value.Line, Is.EqualTo(text.Length / line.Length));
    }

    internal static void CheckMutations(int count)
    {
        var seeds = Seeds.Value;
        var edits = Gen.Choose(0, int.MaxValue - 1).Three().ListOf(4);
        var mutations = Gen.Choose(0, seeds.Length - 1).SelectMany(seed => edits.Select(list => Mutate(seeds[seed], list)));
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(20_260_601, 7),
            Prop.ForAll(mutations.ToArbitrary(), ReadsOrRefuses));
    }

    private static bool ReadsOrRefuses(byte[] text) => ProblemsOf(text).All(problem => problem.Line > 0 && problem.Column > 0);

    private static IReadOnlyList<ConfigurationProblem> ProblemsOf(byte[] text)
    {
        var problems = new ProblemList();
        TomlReader.Read(text, new SourceFile("x.toml"), problems);
        return problems.All;
    }

    private static byte[] Mutate(byte[] seed, IEnumerable<(int At, int What, int How)> edits)
    {
        var text = seed.ToList();
        foreach (var (at, what, how) in edits)
        {
            var place = text.Count == 0 ? 0 : at % text.Count;
            switch (how % 3)
            {
                case 0:
                    text.InsertRange(place, Interesting[what % Interesting.Length]);
                    break;
                case 1:
                    text.RemoveRange(place, Math.Min(what % 20, text.Count - place));
                    break;
                default:
                    text.InsertRange(place, text.GetRange(what % Math.Max(1, text.Count), Math.Min(how % 50, text.Count - (what % Math.Max(1, text.Count)))));
                    break;
            }
        }

        return [.. text];
    }
}
