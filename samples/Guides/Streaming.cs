using TensorZero.Embedded;

namespace Guides;

/// <summary>Reading streams, and what is recorded of each however it ends.</summary>
internal static class Streaming
{
    public static async Task RunAsync()
    {
        await using var engine = await Scene.StartAsync("config/streaming.toml");
        await ReadAsync(engine);
        await BreakAsync(engine);
        await LeaveAsync(engine);
        await CancelAsync(engine);
        await ForgetAsync(engine);
        await GrowAsync(engine.Inference);
    }

    private static async Task ReadAsync(TensorZeroEngine engine)
    {
        InferenceChunk? last = null;

        // quote:read
        var request = InferenceRequest.ToFunction("note", "Tell me about the lighthouse.");
        await foreach (var chunk in engine.Inference.InferStreamingAsync(request))
        {
            Console.Write(chunk.Text);
            last = chunk;
        }

        Console.WriteLine($" ({last!.Usage!.OutputTokens} tokens, {last.FinishReason})");
        // end

        Claim.That(last is { IsFinal: true, Content.Count: 0, Response: not null });
        await engine.History.FlushAsync();
        Claim.That((await engine.History.GetAsync([last.InferenceId])).Single().TimeToFirstToken is not null);
    }

    private static async Task BreakAsync(TensorZeroEngine engine)
    {
        var failed = await Claim.ThrowsAsync<InferenceFailedException>(() => FirstPiecesAsync(engine, "broken", int.MaxValue));
        Claim.That(failed.Attempts.Single().Failure == ProviderFailure.ErrorReply);
        var stored = await FindAsync(engine, "broken");
        Claim.That(stored is { Status: InferenceStatus.Failed, Error: not null } && stored.Content.OfType<TextBlock>().Single().Text.Length == 24);
        Claim.That((await engine.History.GetFailedCallsAsync(stored.InferenceId)).Count == 1);
    }

    private static async Task LeaveAsync(TensorZeroEngine engine)
    {
        await FirstPiecesAsync(engine, "note", 2);
        var left = await FindAsync(engine, "note");
        Claim.That(left.Status == InferenceStatus.Abandoned && left.Content.OfType<TextBlock>().Single().Text.Length == 16);

        // Drained: the whole answer is on record, though nobody read it.
        await FirstPiecesAsync(engine, "report", 2);
        var drained = await WhenRecordedAsync(() => engine.History.ListAsync(new InferenceQuery { FunctionName = "report" }));
        Claim.That(drained.Content.OfType<TextBlock>().Single().Text == "The lighthouse keeper slept, and for once the fog did not come.");

        // Drained for 50 ms, but the next piece takes 2 s.
        await FirstPiecesAsync(engine, "chat", 1);
        Claim.That((await FindAsync(engine, "chat")).Status == InferenceStatus.Abandoned);
    }

    private static async Task CancelAsync(TensorZeroEngine engine)
    {
        foreach (var function in new[] { "note", "chat" })
        {
            using var cancel = new CancellationTokenSource();
            var id = Guid.Empty;
            await Claim.ThrowsAsync<OperationCanceledException>(async () =>
            {
                await foreach (var chunk in engine.Inference.InferStreamingAsync(InferenceRequest.ToFunction(function, "Hello"), cancel.Token))
                {
                    id = chunk.InferenceId;
                    await cancel.CancelAsync();
                }
            });

            // "note" is cancelled at once; "chat" is drained for 50 ms, in which the end does not come.
            var cancelled = await WhenRecordedAsync(() => engine.History
                .ListFailedAsync(new FailedInferenceQuery { FunctionName = function })
                .Where(inference => inference.InferenceId == id));
            Claim.That(cancelled.Status == InferenceStatus.Cancelled);
        }
    }

    private static async Task ForgetAsync(TensorZeroEngine engine)
    {
        // Never disposed, never read on: recorded when the stream's time is up.
        var forgotten = engine.Inference.InferStreamingAsync(InferenceRequest.ToFunction("forgotten", "Hello")).GetAsyncEnumerator();
        Claim.That(await forgotten.MoveNextAsync());
        Claim.That((await FindAsync(engine, "forgotten")).Status == InferenceStatus.Failed);
    }

    private static async Task GrowAsync(IInferenceClient inference)
    {
        var request = InferenceRequest.ToFunction("answer", "Say hello.");
        var steps = new List<string?>();

        // quote:partial
        await foreach (var partial in inference.InferStreamingAsync(request, AnswerJson.Default.Answer))
        {
            if (partial.IsFinal)
            {
                Claim.That(partial.Response!.IsValid);
            }

            steps.Add(partial.Value?.Text);
        }
        // end

        Claim.That(steps[^1] == "Hello" && steps.All(step => step is null || "Hello".StartsWith(step, StringComparison.Ordinal)));
    }

    private static async Task FirstPiecesAsync(TensorZeroEngine engine, string function, int pieces)
    {
        await foreach (var _ in engine.Inference.InferStreamingAsync(InferenceRequest.ToFunction(function, "Hello")))
        {
            if (--pieces == 0)
            {
                break;
            }
        }
    }

    /// <summary>The latest inference of the function that gave no whole answer.</summary>
    private static Task<StoredFailedInference> FindAsync(TensorZeroEngine engine, string function) =>
        WhenRecordedAsync(() => engine.History.ListFailedAsync(new FailedInferenceQuery { FunctionName = function }));

    /// <summary>A stream without its reader ends, and is recorded, at a time of its own.</summary>
    private static async Task<T> WhenRecordedAsync<T>(Func<IAsyncEnumerable<T>> query)
        where T : class
    {
        while (true)
        {
            if (await query().FirstOrDefaultAsync() is { } found)
            {
                return found;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
    }
}
