using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using TensorZero.Embedded.Providers;

namespace TensorZero.Embedded.Tests.Inference;

/// <summary>Readers that leave, cancel or read on while their stream ends or breaks: each inference is recorded exactly once.</summary>
internal sealed class StreamRaceTests
{
    private const int Inferences = 6_000;
    private const int Callers = 16;

    [Test]
    public async Task Whoever_ends_a_stream_first_it_is_recorded_once()
    {
        await using var world = EngineWorld.Start(
            ScriptedProvider.Configuration
                + string.Concat(new[] { "cancel", "drain", "limited" }.Select(name =>
                    $"""

                    [functions.{name}]
                    type = "chat"

                    [functions.{name}.variants.v]
                    type = "chat_completion"
                    model = "scripted"

                    """))
                + """
                [embedded.functions.drain]
                disconnect = "drain"

                [embedded.functions.limited]
                disconnect = { drain_up_to_ms = 1 }
                """,
            options => options.AddProviderType("scripted", _ => new BusyProvider()));
        var seen = new ConcurrentDictionary<Guid, bool>();
        var unseen = 0;
        await Parallel.ForAsync(0, Inferences, new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (number, _) =>
        {
            if (await ReadAsync(world.Client, new Random(number)) is { } id)
            {
                Assert.That(seen.TryAdd(id, true), Is.True);
            }
            else
            {
                Interlocked.Increment(ref unseen);
            }
        });

        var rows = await world.RowsAsync("SELECT hex(id) FROM chat_inference UNION ALL SELECT hex(id) FROM failed_inference");
        Assert.That(rows, Has.Count.EqualTo(Inferences));
        Assert.That(rows.Distinct().Count(), Is.EqualTo(Inferences));
        Assert.That(rows, Is.SupersetOf(seen.Keys.Select(id => Convert.ToHexString(id.ToByteArray(bigEndian: true)))));
        Assert.That(seen, Has.Count.EqualTo(Inferences - unseen));

        // Rows would hide a second record of the same id; what was handed over does not.
        Assert.That(
            world.Engine.RecordCounters, Is.EqualTo(new Embedded.Storage.RecordCounters(Inferences + 1, Inferences + 1, 0, 0, 0)));
        TestContext.Out.WriteLine(string.Join(
            ", ", await world.RowsAsync("SELECT status || ' ' || count(*) FROM failed_inference GROUP BY status")));
    }

    /// <summary>The inference's id; null when it ended before it showed one.</summary>
    private static async Task<Guid?> ReadAsync(IInferenceClient client, Random random)
    {
        using var caller = new CancellationTokenSource();
        var function = random.Next(3) switch { 0 => "cancel", 1 => "drain", _ => "limited" };
        var leaveAfter = random.Next(12);
        var cancels = random.Next(2) == 0;
        Guid? id = null;
        Task? cancelling = null;
        try
        {
            await foreach (var chunk in client.InferStreamingAsync(InferenceRequest.ToFunction(function, "Hi"), caller.Token))
            {
                id = chunk.InferenceId;
                if (leaveAfter-- == 0)
                {
                    if (!cancels)
                    {
                        break;
                    }

                    // From another thread, while this one reads on.
                    cancelling = Task.Run(caller.Cancel, CancellationToken.None);
                }
            }
        }
        catch (OperationCanceledException exception) when (cancels)
        {
            Assert.That(exception.CancellationToken, Is.EqualTo(caller.Token));
        }
        catch (InferenceFailedException exception)
        {
            id = exception.InferenceId;
        }

        await (cancelling ?? Task.CompletedTask);
        return id;
    }

    /// <summary>Streams a few pieces, each on whatever thread is free; every fourth stream breaks.</summary>
    private sealed class BusyProvider : ModelProvider
    {
        private int _streams;

        public override string Type => "scripted";

        public override ValueTask<ProviderResponse> InferAsync(
            ModelRequest request, ProviderCall call, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override async IAsyncEnumerable<ProviderChunk> InferStreamingAsync(
            ModelRequest request, ProviderCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            var number = Interlocked.Increment(ref _streams);
            for (var piece = 0; piece < number % 9; piece++)
            {
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
                yield return new ProviderChunk { Content = [new TextChunk("0", "piece ")] };
            }

            if (number % 4 == 0)
            {
                throw new ProviderException(ProviderFailure.TruncatedReply, "broke");
            }

            yield return new ProviderChunk { Usage = new Usage(1, 1), FinishReason = FinishReason.Stop };
        }
    }
}
