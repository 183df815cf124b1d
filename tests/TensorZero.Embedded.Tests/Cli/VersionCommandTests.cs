namespace TensorZero.Embedded.Tests.Cli;

public sealed class VersionCommandTests
{
    [Test]
    public void The_version_is_the_librarys()
    {
        var (exitCode, output, error) = CommandLine.Run("version");

        var version = typeof(TensorZeroEngine).Assembly.GetName().Version!.ToString(3);
        Assert.That((exitCode, output.TrimEnd(), error), Is.EqualTo((0, $"tensorzero {version}", "")));
    }

    [TestCase("gateway")]
    [TestCase("validate")]
    [TestCase("schema")]
    [TestCase("keys")]
    [TestCase("keys", "create")]
    [TestCase("datasets")]
    [TestCase("datasets", "import")]
    [TestCase("datasets", "export")]
    [TestCase("inferences")]
    [TestCase("inferences", "list")]
    [TestCase("inferences", "show")]
    [TestCase("migrate")]
    [TestCase("version")]
    public void Every_command_explains_itself_and_all_its_options(params string[] command)
    {
        var (exitCode, output, _) = CommandLine.Run([.. command, "--help"]);

        Assert.That(exitCode, Is.Zero);
        Assert.That(output, Does.StartWith("Description:").And.Contains($" {string.Join(' ', command)} "));
        var options = output.Split('\n').Where(line => line.StartsWith("  -", StringComparison.Ordinal)).ToList();
        Assert.That(options, Is.Not.Empty.And.All.Match(@"^  \S+(, \S+)*( <\S+>)?( \(REQUIRED\))?  +\S"));
    }
}
