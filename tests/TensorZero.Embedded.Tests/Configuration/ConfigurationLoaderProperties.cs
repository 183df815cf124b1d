using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace TensorZero.Embedded.Tests.Configuration;

/// <summary>Whatever stands in a well-formed file, loading ends in a configuration or in problems with a place.</summary>
public sealed class ConfigurationLoaderProperties
{
    [Test]
    public void Real_files_with_lines_moved_and_values_exchanged_load_or_are_refused() => CheckMutations(2_000);

    [Test]
    [Soak]
    public void Many_real_files_with_lines_moved_and_values_exchanged_load_or_are_refused() => CheckMutations(100_000);

    internal static void CheckMutations(int count)
    {
        string[][] seeds =
        [
            .. Directory.EnumerateFiles(TestSuites.Require("tensorzero-configs"), "*.toml", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(File.ReadAllLines)
                .Where(lines => lines.Length is > 5 and < 400),
        ];
        var edits = Gen.Choose(0, int.MaxValue - 1).Three().ListOf(3);
        var texts = Gen.Choose(0, seeds.Length - 1).SelectMany(seed => edits.Select(list => Mutate(seeds[seed], list)));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(20_260_601, 7), Prop.ForAll(texts.ToArbitrary(), LoadsOrRefuses));
    }

    private static bool LoadsOrRefuses(string toml)
    {
        try
        {
            return ConfigurationLoading.Load(TensorZeroConfiguration.FromToml(toml)).Hash.Length == 64;
        }
        catch (ConfigurationException exception)
        {
            return exception.Problems.All(problem => problem.Line > 0 || problem.Path.Length > 0);
        }
    }

    private static string Mutate(string[] seed, IEnumerable<(int From, int To, int How)> edits)
    {
        var lines = seed.ToList();
        foreach (var (from, to, how) in edits)
        {
            var (left, right) = (from % lines.Count, to % lines.Count);
            var (key, value) = (lines[left].Split('=', 2), lines[right].Split('=', 2));
            switch (how % 3)
            {
                case 0 when key.Length == 2 && value.Length == 2:
                    lines[left] = $"{key[0]}={value[1]}";
                    break;
                case 1:
                    lines.RemoveAt(left);
                    break;
                default:
                    lines.Insert(right, lines[left]);
                    break;
            }
        }

        return new StringBuilder().AppendJoin('\n', lines).ToString();
    }
}
