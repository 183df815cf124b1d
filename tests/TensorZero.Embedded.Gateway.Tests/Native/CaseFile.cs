using TensorZero.Embedded.Tests.House;

namespace TensorZero.Embedded.Gateway.Tests.Native;

/// <summary>Case files: blocks <c>===== title</c>, each with the steps of one case, which has a gateway of its own.</summary>
internal static class CaseFile
{
    private const string Folder = "tests/TensorZero.Embedded.Gateway.Tests/Native/Cases";
    private const string Start = "===== ";

    public static string Toml => Checkout.Read($"{Folder}/tensorzero.toml");

    public static IEnumerable<TestCaseData> ReadAll() =>
        Directory.EnumerateFiles(Path.Combine(Checkout.Root, Folder), "*.txt").Order(StringComparer.Ordinal).SelectMany(Read);

    private static IEnumerable<TestCaseData> Read(string file)
    {
        foreach (var block in ("\n" + File.ReadAllText(file)).Split("\n" + Start, StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = block.Split('\n');
            yield return new TestCaseData(CaseStep.ReadAll(lines.Skip(1)))
                .SetArgDisplayNames($"{Path.GetFileNameWithoutExtension(file)}: {lines[0].Trim()}");
        }
    }
}
