using System.Reflection;

namespace TensorZero.Embedded.Tests.House;

/// <summary>What users see changes only on purpose: the surface of each library is approved as a file.</summary>
public sealed class PublicSurfaceTest
{
    private static IEnumerable<string> Libraries() =>
        Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(project => Path.GetFileNameWithoutExtension(project));

    [TestCaseSource(nameof(Libraries))]
    public void The_public_surface_is_the_approved_one(string library)
    {
        var surface = PublicSurface.Describe(Assembly.Load(library));
        var approved = Path.Combine(Checkout.Root, $"tests/TensorZero.Embedded.Tests/House/{library}.approved.txt");
        if (Environment.GetEnvironmentVariable("TENSORZERO_APPROVE") == "1")
        {
            File.WriteAllText(approved, surface);
        }

        var expected = File.Exists(approved) ? File.ReadAllText(approved) : "";
        if (surface != expected)
        {
            var received = Path.Combine(Checkout.Root, $"artifacts/surface/{library}.received.txt");
            Directory.CreateDirectory(Path.GetDirectoryName(received)!);
            File.WriteAllText(received, surface);
            Assert.Fail(
                $"The public surface of {library} is not the approved one. As it is now: {received}.\n" +
                "If the change is meant, approve it:\n" +
                $"  TENSORZERO_APPROVE=1 dotnet test --filter PublicSurface\n{Difference(expected, surface)}");
        }
    }

    private static string Difference(string expected, string actual)
    {
        var before = expected.Split('\n');
        var after = actual.Split('\n');
        var gone = before.Except(after).Select(line => $"- {line}");
        var added = after.Except(before).Select(line => $"+ {line}");
        return string.Join('\n', gone.Concat(added).Take(80));
    }
}
