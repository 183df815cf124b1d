using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using TensorZero.Embedded.Tests.Faults;

namespace TensorZero.Embedded.Tests.Storage.Conformance;

/// <summary>
/// Callers that keep books: a mix of functions, whole and streamed, over real HTTP, where one reply in twenty is a fault. Every reply has
/// tokens and thereby a price of its own.
/// </summary>
/// <param name="judgedOneIn">One answer in so many gets feedback, for which the whole backlog is written at once.</param>
internal sealed partial class CountedLoad(int judgedOneIn)
{
    private const int Callers = 32;

    private readonly ConcurrentBag<Entry> _book = [];
    private int _replies;

    /// <summary>What was answered, by function.</summary>
    public IReadOnlyDictionary<string, Sum> Answered => Sums(_book.Where(entry => entry.Usage is not null));

    /// <summary>How many inferences of each function failed.</summary>
    public IReadOnlyDictionary<string, int> Failed =>
        _book.Where(entry => entry.Usage is null).GroupBy(entry => entry.Function).ToDictionary(group => group.Key, group => group.Count());

    /// <summary>How many answers were called good, and how many were judged.</summary>
    public (int Good, int Judged) Judgements => (_book.Count(entry => entry.Good is true), _book.Count(entry => entry.Good is not null));

    public static string Configuration(Uri url) =>
        $$"""
        [models.m]
        routing = ["a"]

        [models.m.providers.a]
        type = "openai"
        model_name = "x"
        api_base = "{{url}}"
        api_key_location = "none"
        cost = [
            { pointer = "/usage/prompt_tokens", cost_per_million = 0.15 },
            { pointer = "/usage/completion_tokens", cost_per_million = 0.6007 },
        ]

        [functions.chat]
        type = "chat"

        [functions.chat.variants.v]
        type = "chat_completion"
        model = "m"
        retries = { num_retries = 1, max_delay_s = 0.001 }

        [functions.json]
        type = "json"

        [functions.json.variants.v]
        type = "chat_completion"
        model = "m"
        json_mode = "on"

        [metrics.good]
        type = "boolean"
        level = "inference"
        optimize = "max"
        """;

    public FaultServer Serve() => FaultServer.Start(script => script.OnAny().Always(Reply));

    public Task AskAsync(TensorZeroEngine engine, int requests) => Parallel.ForAsync(
        0, requests, new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (number, _) => _book.Add(await AskOneAsync(engine, number)));

    private async Task<Entry> AskOneAsync(TensorZeroEngine engine, int number)
    {
        var function = number % 3 == 0 ? "json" : "chat";
        var request = new InferenceRequest
        {
            FunctionName = function,
            Input = new InferenceInput { Messages = [InputMessage.User($"Request {number}")] },
            Tags = new Dictionary<string, string> { ["tenth"] = (number % 10).ToString(CultureInfo.InvariantCulture) },
        };
        try
        {
            var response = number % 2 == 0 ? await engine.Inference.InferAsync(request) : await StreamAsync(engine.Inference, request);
            if (number % judgedOneIn != 0)
            {
                return new Entry(function, response.Usage, null);
            }

            // What has waited in the journal for some seconds is no target yet.
            await engine.FlushAsync();

            // Twice, and the second word counts.
            var good = number % 4 == 0;
            await engine.Feedback.SendAsync(FeedbackRequest.Boolean("good", !good, response.InferenceId));
            await engine.Feedback.SendAsync(FeedbackRequest.Boolean("good", good, response.InferenceId));
            return new Entry(function, response.Usage, good);
        }
        catch (InferenceFailedException)
        {
            return new Entry(function, null, null);
        }
    }

    private static async Task<InferenceResponse> StreamAsync(IInferenceClient client, InferenceRequest request)
    {
        InferenceResponse? response = null;
        await foreach (var chunk in client.InferStreamingAsync(request))
        {
            response = chunk.Response;
        }

        return response!;
    }

    private static IReadOnlyDictionary<string, Sum> Sums(IEnumerable<Entry> entries) => entries
        .GroupBy(entry => entry.Function)
        .ToDictionary(group => group.Key, group => new Sum(
            group.Count(),
            group.Sum(entry => entry.Usage!.InputTokens!.Value),
            group.Sum(entry => entry.Usage!.OutputTokens!.Value),
            group.Sum(entry => entry.Usage!.Cost!.Value)));

    private FaultReply Reply(FaultRequest request)
    {
        var count = Interlocked.Increment(ref _replies);
        var number = int.Parse(Number().Match(request.Body).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        var streamed = request.Body.Contains("\"stream\":true", StringComparison.Ordinal);
        return count % 20 == 0 ? Fault(count / 20, number, streamed) : Good(number, streamed);
    }

    private static FaultReply Fault(int kind, int number, bool streamed) => (kind % 4) switch
    {
        0 => FaultReplies.ServerError(),
        1 => FaultReply.ResetAtOnce(),
        2 => FaultReplies.MalformedJson(),
        _ => Good(number, streamed).CutAfterBytes(90, FaultEnding.Close),
    };

    private static FaultReply Good(int number, bool streamed)
    {
        var usage = $$"""{"prompt_tokens":{{11 + (number % 97)}},"completion_tokens":{{7 + (number % 13)}}}""";
        return streamed
            ? FaultReply.EventStream(
            [
                """data: {"choices":[{"index":0,"delta":{"role":"assistant","content":"{\"a\""}}]}""" + "\n\n",
                """data: {"choices":[{"index":0,"delta":{"content":":1}"},"finish_reason":"stop"}]}""" + "\n\n",
                $$"""data: {"choices":[],"usage":{{usage}}}""" + "\n\n",
                "data: [DONE]\n\n",
            ])
            : FaultReply.Whole(
                200,
                "application/json",
                """{"choices":[{"index":0,"message":{"role":"assistant","content":"{\"a\":1}"},"finish_reason":"stop"}],"usage":""" + usage + "}");
    }

    [GeneratedRegex(@"Request (\d+)")]
    private static partial Regex Number();

    public sealed record Sum(long Count, long InputTokens, long OutputTokens, decimal Cost);

    private sealed record Entry(string Function, Usage? Usage, bool? Good);
}
