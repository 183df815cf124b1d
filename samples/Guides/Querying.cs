using TensorZero.Embedded;

namespace Guides;

/// <summary>Reading back what was recorded.</summary>
internal static class Querying
{
    public static async Task RunAsync()
    {
        await using var engine = await Scene.StartAsync("config/feedback.toml");
        var (history, expected) = (engine.History, new List<Guid>());
        for (var i = 0; i < 6; i++)
        {
            expected.Insert(0, await AskAsync(engine, i));
        }

        // quote:query
        await history.FlushAsync();
        var query = new InferenceQuery
        {
            FunctionName = "reply",
            Filter = new AndFilter(
                new BooleanMetricFilter("solved", false),
                new NotFilter(new TagFilter("channel", "internal")),
                new TimeFilter(FilterComparison.GreaterThan, DateTimeOffset.Parse("2025-01-01T00:00:00Z"))),
            OrderBy = [InferenceOrder.ByMetric("satisfaction"), InferenceOrder.ByTimestamp()],
        };
        await foreach (var inference in history.ListAsync(query))
        {
            Console.WriteLine($"        {inference.Timestamp:HH:mm:ss.fff} {inference.VariantName}: {inference.Content.OfType<TextBlock>().First().Text}");
        }
        // end

        // Unsolved are 1, 3 and 5; of these 3 is internal; the better rated one comes first.
        Claim.That((await history.ListAsync(query).Select(inference => inference.InferenceId).ToListAsync()).SequenceEqual([expected[0], expected[4]]));
        Claim.That(await history.CountAsync(query) == 2);

        // quote:page
        var page = new InferenceQuery { FunctionName = "reply", Limit = 2 };
        while (true)
        {
            var inferences = await history.ListAsync(page).ToListAsync();
            if (inferences.Count == 0)
            {
                break;
            }

            Show(inferences);
            page = page with { Before = inferences[^1].InferenceId };
        }
        // end

        Claim.That(Shown.SequenceEqual(expected));
        await DetailsAsync(engine, expected[0]);
        await SaidAsync(engine, expected[0]);
        await FailuresAsync(engine);
    }

    private static List<Guid> Shown { get; } = [];

    private static void Show(IEnumerable<StoredInference> inferences) => Shown.AddRange(inferences.Select(inference => inference.InferenceId));

    private static async Task<Guid> AskAsync(TensorZeroEngine engine, int number)
    {
        var response = await engine.Inference.InferAsync(new InferenceRequest
        {
            FunctionName = "reply",
            Input = new InferenceInput { Messages = [InputMessage.User($"Letter {number}")] },
            Tags = new Dictionary<string, string> { ["channel"] = number == 3 ? "internal" : "letter" },
        });
        await engine.Feedback.SendAsync(FeedbackRequest.Boolean("solved", number % 2 == 0, response.InferenceId));
        await engine.Feedback.SendAsync(FeedbackRequest.FloatForEpisode("satisfaction", number, response.EpisodeId));
        return response.InferenceId;
    }

    private static async Task DetailsAsync(TensorZeroEngine engine, Guid inferenceId)
    {
        // quote:details
        var inference = (await engine.History.GetAsync([inferenceId]))[0];
        var calls = await engine.History.GetModelInferencesAsync(inferenceId);
        var feedback = await engine.History.GetFeedbackAsync(inferenceId);
        // end

        Claim.That(inference.Input!.Messages.Count == 1 && calls.Single().RawRequest is not null && feedback.Count == 1);
    }

    private static async Task SaidAsync(TensorZeroEngine engine, Guid inferenceId)
    {
        // quote:feedback
        var query = new FeedbackQuery { MetricName = "solved", From = TimeProvider.System.GetUtcNow().AddDays(-7), Limit = null };
        await foreach (var said in engine.History.ListFeedbackAsync(query))
        {
            Console.WriteLine($"        {said.Timestamp:HH:mm:ss.fff} {said.TargetId}: {said.BooleanValue}");
        }

        foreach (var summary in await engine.History.SummarizeFeedbackAsync(inferenceId))
        {
            Console.WriteLine($"        {summary.MetricName}: {summary.Count} values, {summary.LastId} counts");
        }
        // end

        Claim.That(await engine.History.ListFeedbackAsync(query).CountAsync() == 6);
        Claim.That((await engine.History.SummarizeFeedbackAsync(inferenceId)).Single() is { MetricName: "solved", Count: 1 });
    }

    private static async Task FailuresAsync(TensorZeroEngine engine)
    {
        var request = new InferenceRequest { FunctionName = "reply", VariantName = "down" };
        await Claim.ThrowsAsync<InferenceFailedException>(() => engine.Inference.InferAsync(request));
        await engine.FlushAsync();

        // quote:failed
        await foreach (var failed in engine.History.ListFailedAsync(new FailedInferenceQuery { FunctionName = "reply" }))
        {
            var failedCalls = await engine.History.GetFailedCallsAsync(failed.InferenceId);
            Console.WriteLine($"        {failed.Status}: {failedCalls.Count} calls, the last one {failedCalls[^1].StatusCode}");
        }
        // end

        Claim.That((await engine.History.ListFailedAsync(new FailedInferenceQuery()).SingleAsync()).Status == InferenceStatus.Failed);
    }
}
