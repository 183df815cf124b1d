using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Tests.Faults;

namespace TensorZero.Embedded.Tests.Inference;

/// <summary>
/// Many callers at once over real HTTP, one reply in twenty a fault: what the callers counted is what is on record, inference by inference.
/// </summary>
internal sealed class LoadTests
{
    private const int Callers = 64;

    [Test]
    public Task What_callers_counted_is_on_record() => RunAsync(2_000);

    [Test]
    [Soak]
    public Task What_many_callers_counted_is_on_record() => RunAsync(10_000);

    private static async Task RunAsync(int requests)
    {
        var replies = 0;
        await using var server = FaultServer.Start(script => script.OnAny().Always(
            request => Interlocked.Increment(ref replies) is var number && number % 20 == 0 ? Fault(number / 20, request) : Good(request)));
        await using var world = EngineWorld.Start(Configuration(server.Url));
        var outcomes = new ConcurrentDictionary<string, string>();
        var unseen = new ConcurrentBag<string>();
        var watch = Stopwatch.StartNew();
        await Parallel.ForAsync(0, requests, new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (number, _) =>
        {
            var (id, outcome) = await AskAsync(world.Client, number);
            if (id is { } known)
            {
                Assert.That(outcomes.TryAdd(Convert.ToHexStringLower(known.ToByteArray(bigEndian: true)), outcome), Is.True);
            }
            else
            {
                unseen.Add(outcome);
            }
        });
        var asked = watch.Elapsed;

        var rows = (await world.RowsAsync(
            """
            SELECT lower(hex(id)), 'succeeded' FROM chat_inference
            UNION ALL SELECT lower(hex(id)), 'succeeded' FROM json_inference
            UNION ALL SELECT lower(hex(id)), status FROM failed_inference
            """)).Select(row => row.Split('|')).ToList();
        var tally = Tally(outcomes.Values.Concat(unseen));
        TestContext.Out.WriteLine(
            $"{requests} requests, {Callers} callers: {asked.TotalSeconds:0.0} s asking, {watch.Elapsed.TotalSeconds:0.0} s until all was written; {tally}");

        Assert.That(Tally(rows.Select(row => row[1])), Is.EqualTo(tally));
        Assert.That(rows.Where(row => outcomes.TryGetValue(row[0], out var outcome) && outcome != row[1]), Is.Empty);
        Assert.That(rows.Count(row => outcomes.ContainsKey(row[0])), Is.EqualTo(outcomes.Count));
        Assert.That(world.Engine.RecordCounters, Is.EqualTo(new RecordCounters(requests + 1, requests + 1, 0, 0, 0)));

        // Every call that the server saw is on record, with nothing made up.
        var calls = await world.RowsAsync("SELECT (SELECT count(*) FROM model_inference) + (SELECT count(*) FROM failed_call)");
        Assert.That(int.Parse(calls.Single(), CultureInfo.InvariantCulture), Is.GreaterThanOrEqualTo(server.Requests.Count));
        Assert.That(
            await world.RowsAsync("SELECT count(*) FROM failed_call WHERE failure NOT IN ('cancelled', 'error_reply', 'connection', 'malformed_reply', 'truncated_reply')"),
            Is.EqualTo(["0"]));
        Assert.That(
            await world.RowsAsync(
                """
                SELECT count(*) FROM model_inference AS call
                WHERE NOT EXISTS (SELECT 1 FROM chat_inference WHERE id = call.inference_id)
                    AND NOT EXISTS (SELECT 1 FROM json_inference WHERE id = call.inference_id)
                    AND NOT EXISTS (SELECT 1 FROM failed_inference WHERE id = call.inference_id)
                """),
            Is.EqualTo(["0"]));
    }

    /// <summary>One request of the mix, and what its caller saw: the id is null when it was cancelled before it had one.</summary>
    private static async Task<(Guid? Id, string Outcome)> AskAsync(IInferenceClient client, int number)
    {
        var kind = number % 8;
        var function = kind switch { 0 or 3 or 5 or 6 => "chat", 1 or 4 => "json", 2 or 7 => "tool", _ => throw new InvalidOperationException() };
        var request = InferenceRequest.ToFunction(function, $"Request {number}");
        using var caller = new CancellationTokenSource();
        Guid? id = null;
        try
        {
            if (kind is 0 or 1 or 2)
            {
                var response = await client.InferAsync(request, caller.Token);
                AssertGood(function, response);
                return (response.InferenceId, "succeeded");
            }

            // 3, 4 and 7 are read to the end, 5 is left after the first chunk, 6 is cancelled meanwhile.
            Task? cancelling = kind == 6 ? Task.Run(caller.Cancel, CancellationToken.None) : null;
            await foreach (var chunk in client.InferStreamingAsync(request, caller.Token))
            {
                id = chunk.InferenceId;
                if (chunk.IsFinal)
                {
                    AssertGood(function, chunk.Response!);
                }
                else if (kind == 5)
                {
                    return (id, "abandoned");
                }
            }

            await (cancelling ?? Task.CompletedTask);
            return (id, "succeeded");
        }
        catch (InferenceFailedException exception)
        {
            return (exception.InferenceId, "failed");
        }
        catch (OperationCanceledException)
        {
            return (id, "cancelled");
        }
    }

    private static void AssertGood(string function, InferenceResponse response)
    {
        var isGood = function switch
        {
            "chat" => response.Text == "Hello",
            "json" => response.Output!.Parsed!.Value.GetProperty("answer").GetString() == "yes",
            _ => response.ToolCalls.Single() is { Name: "look", Arguments: not null },
        };
        Assert.That(isGood, Is.True, function);
        Assert.That(response.Usage.InputTokens, Is.EqualTo(11));
    }

    private static string Tally(IEnumerable<string> outcomes) => string.Join(
        ", ", outcomes.GroupBy(outcome => outcome).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Key} {group.Count()}"));

    private static FaultReply Good(FaultRequest request)
    {
        var streamed = request.Body.Contains("\"stream\":true", StringComparison.Ordinal);
        return (request.Path[1], streamed) switch
        {
            ('c', false) => OpenAIReplies.Whole("Hello"),
            ('c', true) => OpenAIReplies.Stream("Hel", "lo"),
            ('j', false) => OpenAIReplies.Whole("""{"answer":"yes"}"""),
            ('j', true) => OpenAIReplies.Stream("{\"answer\":", "\"yes\"}"),
            (_, false) => FaultReply.Whole(200, "application/json",
                """{"choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"look","arguments":"{\"at\":\"sky\"}"}}]},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":11,"completion_tokens":7}}"""),
            (_, true) => FaultReply.EventStream(
            [
                """data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c1","function":{"name":"look","arguments":""}}]}}]}""" + "\n\n",
                """data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"at\":\"sky\"}"}}]}}]}""" + "\n\n",
                """data: {"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":11,"completion_tokens":7}}""" + "\n\n",
                "data: [DONE]\n\n",
            ]),
        };
    }

    private static FaultReply Fault(int number, FaultRequest request) => (number % 5) switch
    {
        0 => FaultReplies.ServerError(),
        1 => FaultReplies.HtmlErrorPage(),
        2 => FaultReply.ResetAtOnce(),
        3 => FaultReplies.MalformedJson(),
        _ => Good(request).CutAfterBytes(90, FaultEnding.Close),
    };

    private static string Configuration(Uri url)
    {
        var toml = new StringBuilder();
        foreach (var name in new[] { "chat", "json", "tool" })
        {
            toml.AppendLine(OpenAIModel.Toml(new Uri(url, name), name: name));
            toml.AppendLine(
                CultureInfo.InvariantCulture,
                $"""
                [functions.{name}]
                type = "{(name == "json" ? "json" : "chat")}"
                {(name == "tool" ? "tools = [\"look\"]" : "")}

                [functions.{name}.variants.v]
                type = "chat_completion"
                model = "{name}"
                {(name == "json" ? "json_mode = \"strict\"" : "")}

                """);
        }

        return toml.AppendLine(
            """
            [functions.json.output_schema]
            __tensorzero_remapped_path = "answer.json"
            __data = '{"type": "object", "properties": {"answer": {"type": "string"}}, "required": ["answer"], "additionalProperties": false}'

            [tools.look]
            description = "Looks."
            parameters.__tensorzero_remapped_path = "look.json"
            parameters.__data = '{"type": "object", "properties": {"at": {"type": "string"}}, "required": ["at"]}'
            """).ToString();
    }
}
