using System.Runtime.CompilerServices;
using System.Threading.Channels;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Replay;

/// <summary>Reads inferences as they are needed, runs each through the pipeline, and hands out what became of it.</summary>
internal sealed class InferenceReplay(IInferenceHistory history, IInferenceClient client, UuidV7Source ids) : IInferenceReplay
{
    private readonly ReplayPairs _pairs = new(history);

    public IAsyncEnumerable<ReplayOutcome> RunAsync(ReplayRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.MaxConcurrency, 1, nameof(request));
        if (request.DynamicVariant is not null && (request.VariantName ?? request.ModelName) is not null)
        {
            throw new ArgumentException("A replay has either DynamicVariant or VariantName and ModelName, not both.", nameof(request));
        }

        return RunAsync(request, history.ListAsync(ReplayTags.WithoutReplays(request.Query), cancellationToken), cancellationToken);
    }

    public async IAsyncEnumerable<ReplayPair> ListPairsAsync(
        Guid runId, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await history.FlushAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var pair in _pairs.ListAsync(runId, cancellationToken).ConfigureAwait(false))
        {
            yield return pair;
        }
    }

    public async ValueTask<ReplayComparison> CompareAsync(Guid runId, CancellationToken cancellationToken = default)
    {
        var sums = new ReplaySums();
        await foreach (var pair in ListPairsAsync(runId, cancellationToken).ConfigureAwait(false))
        {
            sums.Add(pair);
        }

        return sums.Comparison;
    }

    private async IAsyncEnumerable<ReplayOutcome> RunAsync(
        ReplayRequest request, IAsyncEnumerable<StoredInference> originals, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var outcomes = Channel.CreateBounded<ReplayOutcome>(request.MaxConcurrency);
        var running = RunAllAsync(request, request.RunId ?? ids.Next(), originals, outcomes.Writer, ending.Token);
        try
        {
            await foreach (var outcome in outcomes.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return outcome;
            }
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await running.ConfigureAwait(false);
        }
    }

    /// <summary>Ends the outcomes, with the exception that ended the run if there is one; throws nothing itself.</summary>
    private async Task RunAllAsync(
        ReplayRequest request,
        Guid runId,
        IAsyncEnumerable<StoredInference> originals,
        ChannelWriter<ReplayOutcome> outcomes,
        CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = request.MaxConcurrency, CancellationToken = cancellationToken };
        try
        {
            await Parallel.ForEachAsync(originals, options, async (original, cancellation) => await outcomes
                .WriteAsync(await RunOneAsync(request, runId, original, cancellation).ConfigureAwait(false), cancellation)
                .ConfigureAwait(false)).ConfigureAwait(false);
            outcomes.Complete();
        }
        catch (Exception exception)
        {
            outcomes.Complete(exception);
        }
    }

    private async Task<ReplayOutcome> RunOneAsync(
        ReplayRequest request, Guid runId, StoredInference original, CancellationToken cancellationToken)
    {
        if (original.Input is not { } input)
        {
            return new ReplayOutcome(
                runId, original.InferenceId, null, $"The content of function \"{original.FunctionName}\" is not on record.");
        }

        try
        {
            var response = await client
                .InferAsync(ReplayedRequest.Of(original, input, request, runId), cancellationToken).ConfigureAwait(false);
            return new ReplayOutcome(runId, original.InferenceId, response.InferenceId, null);
        }
        catch (Exception exception) when (exception is InferenceFailedException or InvalidInferenceRequestException)
        {
            return new ReplayOutcome(runId, original.InferenceId, null, exception.Message);
        }
    }
}
