using TensorZero.Embedded.Storage.Sqlite;
using TensorZero.Embedded.Tests.Configuration.Files;
using TensorZero.Embedded.Tests.Storage;
using TensorZero.Embedded.Tests.Storage.Copying;

namespace TensorZero.Embedded.Tests.Cli.Copying;

internal sealed class CopyCommandTests
{
    private TemporaryFolder _folder = null!;

    private string Source => Path.Combine(_folder.Path, "source.db");

    private string Target => Path.Combine(_folder.Path, "target.db");

    private string State => Path.Combine(_folder.Path, "state.json");

    [SetUp]
    public void Make() => _folder = new TemporaryFolder();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public async Task A_database_is_copied_and_counted()
    {
        await using var source = SqliteStore.Open(new SqliteOptions { Path = Source }, TimeProvider.System);
        await source.WriteAsync([Some.Snapshot("c0ffee"), Some.Inference(), Some.Inference()], "t", default);

        var first = Run();
        var second = Run();

        Assert.That(first.Error, Is.Empty);
        Assert.That(first.ExitCode, Is.Zero);
        Assert.That(first.Output.Split('\n')[0], Does.Match($"^Copying {Source} to {Target}: what was recorded until 20..-..-..T..:..:..Z\r?$"));
        Assert.That(AfterFirstLine(first.Output), Is.EqualTo(
            """
            RECORDS            READ  WRITTEN  THERE BEFORE
            configurations     1     1        0
            inferences         2     2        0
            failed inferences  0     0        0
            feedback           0     0        0
            datapoints         0     0        0
            evaluation runs    0     0        0
            evaluation notes   0     0        0
            workflow runs      0     0        0
            workflow episodes  0     0        0
            API keys           0     0        0
            Counted in the target: everything that was read is there.

            """));
        Assert.That(AfterFirstLine(second.Output), Does.Contain("inferences         2     0        2"));
        await using var target = SqliteStore.Open(new SqliteOptions { Path = Target }, TimeProvider.System);
        Assert.That(await StoreText.OfAsync(target), Is.EqualTo(await StoreText.OfAsync(source)));
        Assert.That(File.Exists(State), Is.False);
    }

    [Test]
    public void What_cannot_be_copied_is_told()
    {
        Assert.That(Run(), Is.EqualTo((1, "", $"There is no database {Source}.\n")));
        Assert.That(
            CommandLine.Run("copy", "--from", Source, "--to", Source, "--state", State),
            Is.EqualTo((1, "", $"--from and --to are the same database, {Source}.\n")));
        Assert.That(File.Exists(Target), Is.False);
    }

    [Test]
    public void Passwords_are_not_shown()
    {
        var (exitCode, output, error) = CommandLine.Run("copy", "--from", "nosuch://me:secret-7@host:5/d?x=secret-8", "--to", Target, "--state", State);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(output + error, Does.Contain("nosuch://host:5/d").And.Not.Contain("secret"));
    }

    private static string AfterFirstLine(string output) => output[(output.IndexOf('\n', StringComparison.Ordinal) + 1)..];

    private (int ExitCode, string Output, string Error) Run() => CommandLine.Run("copy", "--from", Source, "--to", Target, "--state", State);
}
