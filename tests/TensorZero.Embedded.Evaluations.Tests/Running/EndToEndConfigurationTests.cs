using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TensorZero.Embedded.Tests;
using TensorZero.Embedded.Tests.Storage.Sqlite;

namespace TensorZero.Embedded.Evaluations.Tests.Running;

/// <summary>
/// The evaluations of TensorZero's own end-to-end configuration, with its dummy models, less what this version does not serve: sections that the
/// engine refuses are left out, one refusal after another, and everything else stays as it is written.
/// </summary>
internal sealed partial class EndToEndConfigurationTests
{
    private const string Suite = "tensorzero-configs/crates/tensorzero-core";

    private string _folder = null!;
    private TemporaryDatabase _database = null!;
    private TensorZeroEngine _engine = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _folder = Directory.CreateTempSubdirectory("tensorzero-").FullName;
        _database = new TemporaryDatabase();
        var config = Copy(TestSuites.Require(Suite), Path.Combine(_folder, "crates", "tensorzero-core"));
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                _engine = await TensorZeroEngine.CreateAsync(new TensorZeroOptions
                {
                    Configuration = TensorZeroConfiguration.FromFile(Path.Combine(config, "tensorzero.*.toml")),
                    SqlitePath = _database.Path,
                    EnvironmentVariable = static name => name.StartsWith("TENSORZERO_", StringComparison.Ordinal) ? null : "none",
                });
                return;
            }
            catch (ConfigurationException refusal) when (attempt < 10)
            {
                LeaveOut(config, refusal);
            }
        }
    }

    [TearDown]
    public async Task StopAsync()
    {
        if (_engine is not null)
        {
            await _engine.DisposeAsync();
        }

        _database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task Chat_answers_are_judged()
    {
        _ = await _engine.Datasets.CreateAsync("good-haikus", [.. Enumerable.Range(0, 4).Select(static number => new NewDatapoint
        {
            FunctionName = "basic_test",
            Input = new InferenceInput
            {
                System = new JsonObject { ["assistant_name"] = "Alfred" },
                Messages = [InputMessage.User($"Write a haiku, number {number}.")],
            },
            Output = number == 0 ? null : DatapointOutput.FromText("a reference"),
        })]);

        var result = await new EvaluationRunner(_engine).RunAsync(
            new EvaluationRequest { EvaluationName = "test_evaluation", Dataset = EvaluationDataset.Stored("good-haikus"), Variants = ["test"] });

        Assert.Multiple(() =>
        {
            Assert.That(Mean(result, "happy_bool"), Is.EqualTo((4, 0, 1.0)));
            Assert.That(Mean(result, "sad_bool"), Is.EqualTo((4, 0, 0.0)));
            Assert.That(Mean(result, "zero"), Is.EqualTo((4, 0, 0.0)));
            Assert.That(Mean(result, "one"), Is.EqualTo((4, 0, 1.0)));
            Assert.That(Mean(result, "error"), Is.EqualTo((0, 4, (double?)null)));
            Assert.That(result.Summarize("test", "exact_match").Skipped, Is.EqualTo(1));
        });
    }

    private static (int Count, int Errors, double? Mean) Mean(EvaluationResult result, string evaluator) =>
        result.Summarize(result.Runs[0].VariantName, evaluator) is var summary ? (summary.Count, summary.Errors, summary.Mean?.Value) : default;

    private static string Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return Path.Combine(to, "tests", "e2e", "config");
    }

    /// <summary>Takes the tables out that the problems are about: a variant, a model, an evaluation, or what else stands at the top.</summary>
    private static void LeaveOut(string config, ConfigurationException refusal)
    {
        var tables = refusal.Problems
            .Where(static problem => problem.Severity == ConfigurationProblemSeverity.Error)
            .Select(static problem => string.Join('\n', TableOf(PartsOf(problem.Path))))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(config, "tensorzero.*.toml"))
        {
            var isOut = false;
            File.WriteAllLines(file, File.ReadAllLines(file).Where(line =>
            {
                if (line.StartsWith('['))
                {
                    var name = string.Join('\n', PartsOf(line.Trim('[', ']', ' ')));
                    isOut = tables.Any(table => name == table || name.StartsWith(table + "\n", StringComparison.Ordinal));
                }

                return !isOut;
            }));
        }
    }

    private static string[] TableOf(string[] path) => path switch
    {
        ["functions", _, "variants", _, ..] => path[..4],
        [_, _, ..] => path[..2],
        _ => path,
    };

    private static string[] PartsOf(string path) => [.. PathPart().Matches(path).Select(static part => part.Value.Trim('"'))];

    /// <summary>Names with dots in them are quoted.</summary>
    [GeneratedRegex("(\"[^\"]*\"|[^.])+")]
    private static partial Regex PathPart();
}
