using System.Text.Json;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Tests.Storage;
using TensorZero.Embedded.Tests.Storage.Sqlite;

namespace TensorZero.Embedded.Tests.Cli.Inferences;

/// <summary>Each test works on a database with two inferences: of New Year 2026, with all that belongs to it, and of the day after.</summary>
internal sealed class InferencesCommandTests
{
    private const string First = "019b76da-a800-7001-8b6d-62a6717922ae";
    private const string Second = "019b7c01-0400-7001-8b6d-62a6717922ae";
    private const string Episode = "019b76da-a800-7002-8b6d-62a6717922ae";

    private readonly TemporaryDatabase _database = new();

    [SetUp]
    public async Task FillAsync()
    {
        await using var store = _database.Open();
        Record[] records =
        [
            Some.Inference(
                new Guid(First),
                episode: new Guid(Episode),
                tags: new Dictionary<string, string> { ["user"] = "ada", ["shop"] = "tea" },
                models: [Some.ModelInference("""{"sent": 1}"""u8.ToArray(), """{"got": 1}"""u8.ToArray())],
                failedCalls: [Some.FailedCall()]),
            Some.Feedback(new Guid(First), "good", true),
            Some.Comment(new Guid(First), "Too short."),
            Some.Inference(new Guid(Second), function: "extract", type: FunctionType.Json, variant: "other", episode: new Guid(Episode)),
        ];
        await store.WriteAsync(records, default);
    }

    [TearDown]
    public void Remove() => _database.Dispose();

    [Test]
    public void They_are_listed_in_columns_newest_first()
    {
        var (exitCode, output, error) = Run("list");

        Assert.That((exitCode, error), Is.EqualTo((0, "")));
        Assert.That(output.ReplaceLineEndings("\n"), Is.EqualTo(
            $"""
            INFERENCE                             TIME                  FUNCTION  VARIANT  EPISODE                               MS  TAGS
            {Second}  2026-01-02T00:00:00Z  extract   other    {Episode}  12
            {First}  2026-01-01T00:00:00Z  greet     plain    {Episode}  12  shop=tea, user=ada

            """.ReplaceLineEndings("\n")));
    }

    [TestCase(First, "--function", "greet")]
    [TestCase(Second, "--variant", "other")]
    [TestCase(Second + " " + First, "--episode", Episode)]
    [TestCase("", "--episode", First)]
    [TestCase(First, "--tag", "user=ada", "--tag", "shop=tea")]
    [TestCase("", "--tag", "user=ada", "--tag", "shop=coffee")]
    [TestCase(First, "--search", "hELLO")]
    [TestCase(Second, "--since", "2026-01-01T12:00:00Z")]
    [TestCase(First, "--until", "2026-01-02T01:00:00+02:00")]
    [TestCase(First, "--before", Second)]
    [TestCase(Second, "--limit", "1")]
    public void Options_say_which(string expected, params string[] options)
    {
        var (exitCode, output, error) = Run(["list", "--format", "json", .. options]);

        Assert.That((exitCode, error), Is.EqualTo((0, "")));
        var ids = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line).GetProperty("inference_id").GetString());
        Assert.That(string.Join(' ', ids), Is.EqualTo(expected));
    }

    [TestCase("--tag: `user` is no KEY=VALUE.", "list", "--tag", "user")]
    [TestCase("--limit: expected 0 or more.", "list", "--limit", "-1")]
    [TestCase("`yesterday` is no time of RFC 3339", "list", "--since", "yesterday")]
    [TestCase("There is no such inference that was answered", "show", Episode)]
    public void What_cannot_be_done_is_told(string expected, params string[] arguments)
    {
        var (exitCode, _, error) = Run(arguments);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.Contain(expected));
    }

    [Test]
    public void One_is_shown_with_its_calls_and_its_feedback()
    {
        var (exitCode, output, _) = Run("show", First);

        Assert.That(exitCode, Is.Zero);
        var shown = JsonElement.Parse(output);
        Assert.That(shown.GetProperty("inference").GetProperty("output")[0].GetProperty("text").GetString(), Is.EqualTo("Hello."));
        var call = shown.GetProperty("model_inferences")[0];
        Assert.That(call.GetProperty("model_provider_name").GetString(), Is.EqualTo("openai"));
        Assert.That(call.GetProperty("usage").GetProperty("cost").GetDecimal(), Is.EqualTo(0.0000123m));
        Assert.That(call.GetProperty("finish_reason").GetString(), Is.EqualTo("stop"));
        Assert.That(shown.GetProperty("failed_calls")[0].GetProperty("error").GetString(), Is.EqualTo("azure answered 503."));
        Assert.That(
            shown.GetProperty("feedback").EnumerateArray().Select(feedback => feedback.GetProperty("value").GetRawText()),
            Is.EquivalentTo(new[] { "true", "\"Too short.\"" }));
        Assert.That(output, Does.Not.Contain("raw_request"));
    }

    [Test]
    public void Raw_requests_and_replies_are_shown_when_asked_for()
    {
        var call = JsonElement.Parse(Run("show", First, "--raw").Output).GetProperty("model_inferences")[0];

        Assert.That(call.GetProperty("raw_request").GetString(), Is.EqualTo("""{"sent": 1}"""));
        Assert.That(call.GetProperty("raw_response").GetString(), Is.EqualTo("""{"got": 1}"""));
    }

    [Test]
    public async Task Inferences_with_a_tag_are_deleted_with_all_that_belongs_to_them()
    {
        var (exitCode, output, error) = Run("delete", "--tag", "user=ada");

        Assert.That((exitCode, error), Is.EqualTo((0, "")));
        Assert.That(output.Trim(), Is.EqualTo("Deleted 1 inferences, 2 calls, 2 pieces of feedback, 0 datapoints."));
        await using var store = _database.Open();
        Assert.That(await store.Inferences.CountAsync(new InferenceQuery(), default), Is.EqualTo(1));
    }

    [Test]
    public async Task Inferences_are_deleted_by_their_ids()
    {
        var (exitCode, output, _) = Run("delete", "--id", First, "--id", Second);

        Assert.That(exitCode, Is.Zero);
        Assert.That(output, Does.StartWith("Deleted 2 inferences"));
        await using var store = _database.Open();
        Assert.That(await store.Inferences.CountAsync(new InferenceQuery(), default), Is.Zero);
    }

    [TestCase("delete")]
    [TestCase("delete", "--id", First, "--tag", "user=ada")]
    [TestCase("delete", "--tag", "user")]
    public async Task Deleting_needs_to_be_told_what(params string[] arguments)
    {
        Assert.That(Run(arguments).ExitCode, Is.Not.Zero);

        await using var store = _database.Open();
        Assert.That(await store.Inferences.CountAsync(new InferenceQuery(), default), Is.EqualTo(2), "nothing is deleted");
    }

    private (int ExitCode, string Output, string Error) Run(params string[] arguments) =>
        CommandLine.Run(["inferences", .. arguments, "--sqlite-path", _database.Path]);
}
