using System.Text.Json;
using System.Text.RegularExpressions;
using TensorZero.Embedded.Tests.Configuration.Files;

namespace TensorZero.Embedded.Tests.Cli.Evaluations;

/// <summary>
/// The function <c>reply</c> has the variants <c>plain</c>, which repeats what it is asked and so is always right, <c>odd</c>, which never
/// is, and <c>down</c>, which does not answer. Half of the datapoints are long, every tenth has no reference.
/// </summary>
internal sealed partial class EvaluateCommandTests
{
    private const string Toml =
        """
        [functions.reply]
        type = "chat"

        [functions.reply.variants.plain]
        type = "chat_completion"
        model = "dummy::echo"

        [functions.reply.variants.odd]
        type = "chat_completion"
        model = "dummy::alternate"

        [functions.reply.variants.down]
        type = "chat_completion"
        model = "dummy::error"

        [functions.reply.variants.slow]
        type = "chat_completion"
        model = "dummy::slow"

        [functions.reply.evaluators.exact]
        type = "exact_match"
        cutoff = 0.5

        [functions.reply.evaluators.lower]
        type = "regex"
        must_match = "^[a-z ]+$"
        """;

    private static readonly string Lines = string.Join('\n', Enumerable.Range(0, 40).Select(static number =>
    {
        var text = $"item {(char)('a' + (number / 26))}{(char)('a' + (number % 26))}{(number % 2 == 1 ? " and so on and on" : "")}";
        var output = number % 10 == 9 ? "" : $$""","output":[{"type":"text","text":"{{text}}"}]""";
        return $$$"""{"function_name":"reply","input":{"messages":[{"role":"user","content":"{{{text}}}"}]}{{{output}}},"tags":{"kind":"k{{{number % 4}}}"}}""";
    }));

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Write() => _folder = new TemporaryFolder().With("t.toml", Toml).With("words.jsonl", Lines);

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void Scores_differences_parts_costs_and_gates_are_shown()
    {
        var (exitCode, output, error) = Run(
            "--variant-name", "odd", "--baseline", "plain", "--cutoffs", "exact=0.1", "--not-worse-than", "exact=0.05", "--at-most", "lower=0.5",
            "--slice", "length:10", "--slice", "tag:kind");

        Assert.That(exitCode, Is.EqualTo(1), error);
        var shown = Ids().Replace(output.ReplaceLineEndings("\n"), "ID");
        Assert.That(shown, Does.Match(@"^Evaluation: reply__words__\d{14}\nRun ID: ID \(plain\)\nRun ID: ID \(odd\)\nNumber of datapoints: 40\n\nScores\n"));
        Assert.That(Part(shown, "Scores", "Cost and time"), Is.EqualTo(
            """
            VARIANT  EVALUATOR  MEAN  95 % INTERVAL  N   SKIPPED  ERRORS  UNANSWERED
            plain    exact      1     0.9036 to 1    36  4        0       0
            plain    lower      1     0.9124 to 1    40  0        0       0
            odd      exact      0     0 to 0.0964    36  4        0       0
            odd      lower      0     0 to 0.0876    40  0        0       0

            Differences to plain (p for all of them together, Holm)
            VARIANT  EVALUATOR  DIFFERENCE  95 % INTERVAL  PAIRS  P
            odd      exact      -1          -1 to -0.8072  36     <0.0001
            odd      lower      -1          -1 to -0.8248  40     <0.0001

            Worst parts (drawn towards the mean, so that chance alone names none)
            VARIANT  EVALUATOR  SLICE   PART         MEAN    95 % INTERVAL  N   P
            plain    exact      length  10 and more  0.9852  0.9051 to 1    16  1
            plain    exact      kind    k1           0.9851  0.885 to 1     8   1
            plain    lower      length  10 and more  0.9874  0.9192 to 1    20  1
            plain    lower      kind    k0           0.9873  0.9022 to 1    10  1
            odd      exact      length  under 10     0.0132  0 to 0.0844    20  1
            odd      exact      kind    k0           0.0133  0 to 0.1019    10  1
            odd      lower      length  10 and more  0.0126  0 to 0.0808    20  1
            odd      lower      kind    k0           0.0127  0 to 0.0978    10  1


            """));
        Assert.That(shown, Does.Match(@"\nplain +40 +0 +400 +400 +unknown +0 +\d+\n"));
        Assert.That(Part(shown, "Gates", null), Is.EqualTo(
            """
            VERDICT  VARIANT  GATE                                REASON
            PASS     odd      lower at most 0.5                   0, between 0 and 0.0722 at 0.95 (Clopper-Pearson, n = 40)
            FAIL     odd      exact not worse than plain by 0.05  -1, between -1 and -0.8602 at 0.95 (Tango; McNemar, n = 36)
            FAIL     odd      exact cutoff 0.1                    the mean is 0

            """));
    }

    [Test]
    public void Lines_are_TensorZeros()
    {
        var (exitCode, output, error) = Run("--variant-name", "plain", "--format", "jsonl", "--max-datapoints", "1");

        Assert.That((exitCode, error.Split('\n')[^2].Trim()), Is.EqualTo((0, "Pass: plain: exact cutoff 0.5: the mean is 1")));
        var lines = output.TrimEnd().Split('\n');
        Assert.That(lines, Has.Length.EqualTo(2));
        var run = JsonElement.Parse(lines[0]);
        Assert.That(Keys(run), Is.EqualTo("evaluation_run_id,evaluation_name,num_datapoints"));
        Assert.That(run.GetProperty("num_datapoints").GetInt32(), Is.EqualTo(1));
        Assert.That(
            Varying().Replace(Ids().Replace(lines[1], "ID"), "…"),
            Is.EqualTo(
                """
                {"datapoint":{"type":"chat","dataset_name":"words","function_name":"reply","id":"ID","episode_id":null,
                "input":{"messages":[{"role":"user","content":[{"type":"text","text":"item aa"}]}]},"output":[{"type":"text","text":"item aa"}],
                "provider_tools":[],"tags":{"kind":"k0"},"is_deleted":false,"is_custom":true,"updated_at":…},
                "response":{"inference_id":"ID","episode_id":"ID","variant_name":"plain","content":[{"type":"text","text":"item aa"}],
                "usage":{"input_tokens":10,"output_tokens":10,"cost":null},"finish_reason":"stop"},
                "evaluations":{"exact":true,"lower":true},"evaluator_errors":{},"processing_time_ms":…}
                """.ReplaceLineEndings("")));
    }

    [Test]
    public void With_several_variants_and_repeats_every_line_says_whose_it_is()
    {
        var (exitCode, output, error) = Run(
            "-v", "plain", "-v", "down", "-f", "jsonl", "--max-datapoints", "1", "--repeats", "2", "--at-least", "exact=0.5");

        Assert.That(exitCode, Is.EqualTo(2), error);
        Assert.That(error, Does.Contain("Inconclusive: down: exact at least 0.5: 100.0 % of down's scores are missing"));
        var lines = output.TrimEnd().Split('\n').Select(static line => JsonElement.Parse(line)).ToList();
        Assert.That(lines.Take(2).Select(static line => line.GetProperty("variant_name").GetString()), Is.EqualTo(new[] { "plain", "down" }));
        Assert.That(
            lines.Skip(2).Select(static line => $"{line.GetProperty("variant_name")} {line.GetProperty("repeat")} {Keys(line).Split(',')[0]}"),
            Is.EquivalentTo(new[] { "plain 0 datapoint", "plain 1 datapoint", "down 0 datapoint_id", "down 1 datapoint_id" }));
    }

    [Test]
    public void What_went_wrong_is_counted_by_message()
    {
        var (exitCode, output, error) = Run("-v", "down");

        Assert.That(exitCode, Is.EqualTo(2), error);
        Assert.That(output, Does.Match(@"\n40 +down +answer +no variant of function ""reply"" answered: ").And.Contains("down gave no answer 40 of 40 times."));
    }

    [TestCase("--cutoffs", "exact=1", 0)]
    [TestCase("--cutoffs", "exact=1.01", 1)]
    [TestCase("--at-least", "exact=0.9", 0)]
    [TestCase("--at-least", "exact=0.95", 2, TestName = "The exit code is 2 where 36 datapoints cannot show it")]
    public void The_exit_code_is_the_gates(string option, string gate, int expected) =>
        Assert.That(Run("-v", "plain", option, gate).ExitCode, Is.EqualTo(expected));

    [Test]
    public void The_configurations_cutoff_counts_where_the_command_line_has_none() =>
        Assert.That(Run("-v", "odd").ExitCode, Is.EqualTo(1));

    [Test]
    public void A_forecast_calls_nothing()
    {
        var (exitCode, output, _) = Run("-v", "odd", "--baseline", "plain", "--not-worse-than", "exact=0.05", "--forecast");

        Assert.That(exitCode, Is.Zero);
        Assert.That(output, Does.Match(@"^DATAPOINTS +ANSWERS +JUDGEMENTS AT MOST\s+40 +80 +0\s").And.Contains("a margin of 0.05 needs 501."));
        Assert.That(CommandLine.Run("inferences", "list", "--sqlite-path", PathOf("t.db")).Output.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
    }

    [Test]
    public void An_evaluation_that_is_resumed_asks_nothing_again()
    {
        var run = JsonElement.Parse(Run("-v", "plain", "-f", "jsonl").Output.Split('\n')[0]).GetProperty("evaluation_run_id").GetString()!;

        var (exitCode, output, error) = Run("-v", "plain", "--resume", run);

        Assert.That(exitCode, Is.Zero, error);
        Assert.That(output, Does.Contain("Answers on record already: 36"), "what was skipped is looked at again, and has an answer");
        Assert.That(CommandLine.Run("inferences", "list", "--limit", "100", "--sqlite-path", PathOf("t.db")).Output.TrimEnd().Split('\n'), Has.Length.EqualTo(41));
    }

    [Test]
    public async Task An_interrupted_evaluation_tells_the_command_that_goes_on()
    {
        using var process = CommandProcess.Start(
            _folder.Path, new Dictionary<string, string>(),
            "evaluate", "--config-file", "t.toml", "--function-name", "reply", "-v", "slow", "--dataset-file", "words.jsonl", "--slice", "tag:a b");
        var started = await ReadRunAsync(process.StandardOutput).OrFail();
        using var kill = System.Diagnostics.Process.Start("kill", ["-INT", $"{process.Id}"]);
        await process.WaitForExitAsync().OrFail();

        Assert.That(process.ExitCode, Is.EqualTo(2));
        Assert.That((await process.StandardError.ReadToEndAsync()).ReplaceLineEndings("\n"), Does.EndWith(
            "Cut short.\nWhat is done is on record. Go on with:\n  tensorzero evaluate --config-file t.toml --function-name reply -v slow "
            + $"--dataset-file words.jsonl --slice 'tag:a b' --resume {started}\n"));
    }

    [Test]
    public void Reports_are_written_by_their_names()
    {
        var (exitCode, _, error) = Run("-v", "odd", "--baseline", "plain", "--report", PathOf("r.html"), "--report", PathOf("r.md"));

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.EndWith($"Report: {PathOf("r.html")}{Environment.NewLine}Report: {PathOf("r.md")}{Environment.NewLine}"));
        Assert.That(File.ReadAllText(PathOf("r.html")), Does.StartWith("<!doctype html>").And.Contain("user: item aa").And.Contain("Fail</span>"));
        Assert.That(File.ReadAllText(PathOf("r.md")), Does.StartWith("## Evaluation reply").And.Contain("| **Fail** | odd | exact cutoff 0.5 |"));
    }

    [TestCase("--report: r.pdf ends neither in .html nor in .md.", "-v", "plain", "--report", "r.pdf")]
    [TestCase("--report: there is no folder", "-v", "plain", "--report", "no/such/r.html")]
    [TestCase("Give either --evaluation-name or --function-name.", "-e", "other", "-v", "plain")]
    [TestCase("--gateway-url: a gateway elsewhere is not served.", "-v", "plain", "--gateway-url", "http://localhost:3000")]
    [TestCase("Give one of --dataset-name, --datapoint-ids and --dataset-file.", "-v", "plain", "-d", "words")]
    [TestCase("There is no evaluator `exakt` in this evaluation; it has exact, lower.", "-v", "plain", "--cutoffs", "exakt=1")]
    [TestCase("--cutoffs: `exact` is not EVALUATOR=NUMBER, such as exact=0.9.", "-v", "plain", "--cutoffs", "exact")]
    [TestCase("--cutoffs: `exact=-1` must be at least 0.", "-v", "plain", "--cutoffs", "exact=-1")]
    [TestCase("--better-than compare with a variant: name it with --baseline.", "-v", "plain", "--better-than", "exact")]
    [TestCase("--slice: `length:9,3` is none of", "-v", "plain", "--slice", "length:9,3")]
    [TestCase("There is no variant of function \"reply\" \"plan\"", "-v", "plan")]
    [TestCase("Option '--variant-name' is required.")]
    [TestCase("--confidence: expected a number between 0 and 1", "-v", "plain", "--confidence", "95")]
    public void What_cannot_be_run_ends_with_3(string expected, params string[] arguments)
    {
        var (exitCode, _, error) = Run(arguments);

        Assert.That((exitCode, error), Is.EqualTo((3, error)));
        Assert.That(error, Does.Contain(expected));
    }

    private static async Task<string> ReadRunAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("Run ID: ", StringComparison.Ordinal))
            {
                return line[8..];
            }
        }

        throw new AssertionException("The evaluation did not start.");
    }

    /// <summary>What stands under a heading, up to another one.</summary>
    private static string Part(string output, string from, string? to)
    {
        var start = output.IndexOf($"\n{from}\n", StringComparison.Ordinal) + from.Length + 2;
        return to is null ? output[start..] : output[start..output.IndexOf($"{to}\n", start, StringComparison.Ordinal)];
    }

    private (int ExitCode, string Output, string Error) Run(params string[] arguments) => CommandLine.Run(
        [
            "evaluate", "--function-name", "reply", "--dataset-file", PathOf("words.jsonl"), .. arguments, "--sqlite-path", PathOf("t.db"),
            "--config-file", PathOf("t.toml"),
        ]);

    private string PathOf(string file) => Path.Combine(_folder.Path, file);

    private static string Keys(JsonElement json) => string.Join(',', json.EnumerateObject().Select(static member => member.Name));

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Ids();

    [GeneratedRegex("(?<=\"updated_at\":)\"[^\"]+\"|(?<=\"processing_time_ms\":)[0-9.E-]+")]
    private static partial Regex Varying();
}
