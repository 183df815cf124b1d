using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TensorZero.Embedded.Tests.Configuration.Files;
using TensorZero.Embedded.Tests.Faults;
using TensorZero.Embedded.Tests.Storage.Sqlite;

namespace TensorZero.Embedded.Tests.Cli.Evaluations;

/// <summary>
/// An evaluation whose process is killed in the middle, twice, and resumed: nothing is repeated that is on record, and nothing is lost.
/// 10,000 datapoints, two variants and three evaluators, one of them a judge, when soaking; 60 otherwise.
/// </summary>
internal sealed class EvaluateKilledTests
{
    private const string Toml =
        """
        [models.m]
        routing = ["a"]

        [models.m.providers.a]
        type = "openai"
        model_name = "x"
        api_base = "URL"
        api_key_location = "none"

        [functions.reply]
        type = "chat"

        [functions.reply.variants.plain]
        type = "chat_completion"
        model = "m"
        temperature = 0.1

        [functions.reply.variants.other]
        type = "chat_completion"
        model = "m"
        temperature = 0.9

        [functions.reply.evaluators.exact]
        type = "exact_match"

        [functions.reply.evaluators.lower]
        type = "regex"
        must_match = "^[a-z ]+$"

        [functions.reply.evaluators.judge]
        type = "llm_judge"
        output_type = "boolean"
        optimize = "max"

        [functions.reply.evaluators.judge.variants.j]
        type = "chat_completion"
        model = "m"
        temperature = 0.5
        json_mode = "on"
        system_instructions = "judge.txt"
        """;

    private static readonly int Count = SoakAttribute.IsAsked ? 10_000 : 60;

    [Test]
    public async Task What_is_on_record_is_not_repeated_and_nothing_is_lost()
    {
        await using var server = FaultServer.Start(script => script.OnAny().Always(Reply));
        using var folder = new TemporaryFolder()
            .With("t.toml", Toml.Replace("URL", $"{server.Url}v1/", StringComparison.Ordinal))
            .With("judge.txt", "Judge the generated output.");
        using var database = new TemporaryDatabase();
        await CreateDatasetAsync(folder.Path, database.Path);

        var started = Stopwatch.GetTimestamp();
        var (id, first) = await RunUntilAsync(folder.Path, database.Path, resume: null, answers: Count / 2);
        var (_, second) = await RunUntilAsync(folder.Path, database.Path, id, answers: Count / 2);
        var (_, rest) = await RunUntilAsync(folder.Path, database.Path, id, answers: int.MaxValue);
        var took = Stopwatch.GetElapsedTime(started);

        Assert.Multiple(() =>
        {
            Assert.That(rest.ExitCode, Is.Zero, rest.Error);
            Assert.That(database.Rows("SELECT COUNT(*), COUNT(DISTINCT variant_name || json_extract(tags, '$.\"tensorzero::datapoint_id\"')) FROM chat_inference"), Is.EqualTo(new[] { $"{2 * Count}|{2 * Count}" }));
            Assert.That(database.Rows("SELECT COUNT(*), COUNT(DISTINCT json_extract(tags, '$.\"tensorzero::evaluated_inference_id\"')) FROM json_inference"), Is.EqualTo(new[] { $"{2 * Count}|{2 * Count}" }));
            Assert.That(database.Rows("SELECT COUNT(*), COUNT(DISTINCT metric_name || hex(target_id)), SUM(value) FROM boolean_metric_feedback"), Is.EqualTo(new[] { $"{6 * Count}|{6 * Count}|{6 * Count}" }));
            Assert.That(rest.Output, Does.Contain($"plain    judge      1").And.Contain("other    exact      1"));
        });

        // What was under way when the process was killed was asked for and not recorded: as many as were under way, twice.
        var repeated = server.Requests.Count - (4 * Count);
        Assert.That(repeated, Is.InRange(0, 2 * 16));
        var memory = string.Join(", ", new[] { first, second, rest }.Select(run => $"{run.MemoryEarly >> 20} → {run.MemoryLate >> 20} MB"));
        TestContext.Out.WriteLine(
            $"{Count} datapoints x 2 variants x 3 evaluators, killed twice: {server.Requests.Count} calls ({repeated} repeated), {took.TotalSeconds:0} s, memory {memory}");
        if (SoakAttribute.IsAsked)
        {
            Assert.That(first.MemoryLate, Is.LessThan(first.MemoryEarly * 1.5), "the memory is flat");
        }
    }

    private static FaultReply Reply(FaultRequest request)
    {
        var body = JsonNode.Parse(request.Body)!;
        var content = body["messages"]!.AsArray()[^1]!["content"]!;
        var text = content is JsonArray blocks ? string.Concat(blocks.Select(block => block!["text"]!.GetValue<string>())) : content.GetValue<string>();
        return OpenAIReplies.Whole(body["temperature"]!.GetValue<double>() is 0.5 ? """{"score": true}""" : text);
    }

    private static async Task CreateDatasetAsync(string folder, string database)
    {
        await using var engine = await TensorZeroEngine.CreateAsync(new TensorZeroOptions
        {
            Configuration = TensorZeroConfiguration.FromFile(Path.Combine(folder, "t.toml")), SqlitePath = database, EnvironmentVariable = _ => null,
        });
        var lines = string.Join('\n', Enumerable.Range(0, Count).Select(static number =>
        {
            var text = "item " + string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(static digit => (char)('a' + digit - '0')));
            return $$$"""{"function_name":"reply","input":{"messages":[{"role":"user","content":"{{{text}}}"}]},"output":[{"type":"text","text":"{{{text}}}"}]}""";
        }));
        await engine.Datasets.ImportAsync("words", new MemoryStream(Encoding.UTF8.GetBytes(lines)));
    }

    /// <summary>Kills the process after so many answers; lets it end where there are not so many.</summary>
    private static async Task<(Guid Id, Outcome Outcome)> RunUntilAsync(string folder, string database, Guid? resume, int answers)
    {
        var isToEnd = answers == int.MaxValue;
        using var process = CommandProcess.Start(
            folder,
            new Dictionary<string, string> { ["TENSORZERO_SQLITE_PATH"] = database },
            [
                "evaluate", "--config-file", "t.toml", "--function-name", "reply", "--evaluator-names", "exact,lower,judge", "--dataset-name", "words",
                "--variant-name", "plain", "--variant-name", "other", "--concurrency", "16", "--inference-cache", "off",
                "--format", isToEnd ? "pretty" : "jsonl", .. resume is { } known ? new[] { "--resume", known.ToString() } : [],
            ]);
        var error = process.StandardError.ReadToEndAsync();
        if (isToEnd)
        {
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (resume!.Value, new Outcome(process.ExitCode, output, await error, 0, 0));
        }

        var (id, seen, early) = (Guid.Empty, 0, 0L);
        while (await process.StandardOutput.ReadLineAsync().OrFail() is { } line)
        {
            var json = JsonElement.Parse(line);
            if (json.TryGetProperty("num_datapoints", out _))
            {
                id = id == Guid.Empty ? json.GetProperty("evaluation_run_id").GetGuid() : id;
                continue;
            }

            seen++;
            if (seen == answers / 4)
            {
                early = MemoryOf(process);
            }

            if (seen == answers)
            {
                var late = MemoryOf(process);
                process.Kill();
                await process.WaitForExitAsync();
                return (id, new Outcome(process.ExitCode, "", await error, early, late));
            }
        }

        throw new AssertionException($"It ended before it was killed: {await error}");
    }

    private static long MemoryOf(Process process)
    {
        process.Refresh();
        return process.WorkingSet64;
    }

    private sealed record Outcome(int ExitCode, string Output, string Error, long MemoryEarly, long MemoryLate);
}
