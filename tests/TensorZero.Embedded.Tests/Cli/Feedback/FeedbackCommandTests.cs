using System.Text.Json;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Tests.Storage;
using TensorZero.Embedded.Tests.Storage.Sqlite;

namespace TensorZero.Embedded.Tests.Cli.Feedback;

/// <summary>Each test works on a database with three pieces of feedback about one inference, an hour apart, and one about another.</summary>
internal sealed class FeedbackCommandTests
{
    private const string Target = "019b76da-a800-7001-8b6d-62a6717922ae";
    private const string Other = "019b76da-a800-7002-8b6d-62a6717922ae";
    private const string Wrong = "019b7711-9680-7001-8b6d-62a6717922ae";
    private const string Right = "019b7748-8500-7001-8b6d-62a6717922ae";
    private const string Said = "019b777f-7380-7001-8b6d-62a6717922ae";
    private const string Elsewhere = "019b77b6-6200-7001-8b6d-62a6717922ae";

    private readonly TemporaryDatabase _database = new();

    [SetUp]
    public async Task FillAsync()
    {
        await using var store = _database.Open();
        Record[] records =
        [
            Some.Feedback(new Guid(Target), "good", false) with { Id = new Guid(Wrong) },
            Some.Feedback(new Guid(Target), "good", true) with { Id = new Guid(Right) },
            Some.Comment(new Guid(Target), "Too short.") with { Id = new Guid(Said) },
            Some.Feedback(new Guid(Other), "good", false) with { Id = new Guid(Elsewhere) },
        ];
        await store.WriteAsync(records, default);
    }

    [TearDown]
    public void Remove() => _database.Dispose();

    [Test]
    public void It_is_listed_in_columns_newest_first()
    {
        var (exitCode, output, error) = Run("list", "--target", Target);

        Assert.That((exitCode, error), Is.EqualTo((0, "")));
        Assert.That(output.ReplaceLineEndings("\n"), Is.EqualTo(
            $"""
            FEEDBACK                              TIME                  KIND     METRIC  TARGET                                VALUE
            {Said}  2026-01-01T03:00:00Z  comment          {Target}  Too short.
            {Right}  2026-01-01T02:00:00Z  boolean  good    {Target}  true
            {Wrong}  2026-01-01T01:00:00Z  boolean  good    {Target}  false

            """.ReplaceLineEndings("\n")));
    }

    [TestCase(Said, "--kind", "comment")]
    [TestCase(Elsewhere + " " + Right + " " + Wrong, "--metric", "good")]
    [TestCase(Elsewhere, "--limit", "1")]
    [TestCase(Right + " " + Wrong, "--before", Said)]
    [TestCase(Elsewhere + " " + Said, "--since", "2026-01-01T03:00:00Z")]
    [TestCase(Right + " " + Wrong, "--until", "2026-01-01T03:00:00Z")]
    public void Options_say_which(string expected, params string[] options)
    {
        var (exitCode, output, error) = Run(["list", "--format", "json", .. options]);

        Assert.That((exitCode, error), Is.EqualTo((0, "")));
        var ids = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line).GetProperty("id").GetString());
        Assert.That(string.Join(' ', ids), Is.EqualTo(expected));
    }

    [Test]
    public void Of_each_metric_the_latest_is_shown()
    {
        var (exitCode, output, error) = Run("latest", Target, "--format", "json");

        Assert.That((exitCode, error), Is.EqualTo((0, "")));
        Assert.That(output.Trim(), Is.EqualTo(
            $$"""{"type":"boolean","id":"{{Right}}","target_id":"{{Target}}","metric_name":"good","value":true,"tags":{},"timestamp":"2026-01-01T02:00:00Z"}"""));
    }

    private (int ExitCode, string Output, string Error) Run(params string[] arguments) =>
        CommandLine.Run(["feedback", .. arguments, "--sqlite-path", _database.Path]);
}
