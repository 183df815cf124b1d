using System.Runtime.CompilerServices;

namespace TensorZero.Embedded.Replay;

/// <summary>Finds the replays of a run and puts each beside its original, a page at a time.</summary>
internal sealed class ReplayPairs(IInferenceHistory history)
{
    private const int PageSize = 50;

    public async IAsyncEnumerable<ReplayPair> ListAsync(Guid runId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var page = new List<StoredInference>(PageSize);
        await foreach (var replay in history.ListAsync(ReplayTags.OfRun(runId), cancellationToken).ConfigureAwait(false))
        {
            page.Add(replay);
            if (page.Count < PageSize)
            {
                continue;
            }

            foreach (var pair in await PairAsync(page, cancellationToken).ConfigureAwait(false))
            {
                yield return pair;
            }

            page.Clear();
        }

        foreach (var pair in await PairAsync(page, cancellationToken).ConfigureAwait(false))
        {
            yield return pair;
        }
    }

    private async Task<IReadOnlyList<ReplayPair>> PairAsync(List<StoredInference> replays, CancellationToken cancellationToken)
    {
        var ids = replays.ConvertAll(ReplayTags.OriginalOf);
        var originals = (await history.GetAsync(ids, cancellationToken: cancellationToken).ConfigureAwait(false))
            .ToDictionary(original => original.InferenceId);
        var pairs = new List<ReplayPair>(replays.Count);
        foreach (var replay in replays)
        {
            if (originals.TryGetValue(ReplayTags.OriginalOf(replay), out var original))
            {
                pairs.Add(new ReplayPair(
                    await SideAsync(original, cancellationToken).ConfigureAwait(false),
                    await SideAsync(replay, cancellationToken).ConfigureAwait(false),
                    OutputComparison.AreEqual(original, replay)));
            }
        }

        return pairs;
    }

    private async Task<ReplaySide> SideAsync(StoredInference inference, CancellationToken cancellationToken)
    {
        var calls = await history.GetModelInferencesAsync(inference.InferenceId, cancellationToken).ConfigureAwait(false);
        var metrics = new Dictionary<string, double>();
        foreach (var feedback in await history.GetFeedbackAsync(inference.InferenceId, cancellationToken).ConfigureAwait(false))
        {
            if (feedback is { MetricName: { } metric })
            {
                // Oldest first: the last one counts.
                metrics[metric] = feedback.FloatValue ?? (feedback.BooleanValue is true ? 1 : 0);
            }
        }

        return new ReplaySide
        {
            InferenceId = inference.InferenceId,
            VariantName = inference.VariantName,
            ModelNames = [.. calls.Select(call => call.ModelName).Distinct()],
            Usage = calls.Aggregate(Usage.Zero, static (sum, call) => sum.Add(call.Usage)),
            ProcessingTime = inference.ProcessingTime,
            Metrics = metrics,
        };
    }
}
