using System.Runtime.CompilerServices;
using System.Threading.Channels;
using TensorZero.Embedded.Evaluations.Datasets;
using TensorZero.Embedded.Evaluations.Evaluators;

namespace TensorZero.Embedded.Evaluations.Running;

/// <summary>
/// One evaluation under way. 1. Record the runs. 2. Read what is on record already. 3. For every datapoint, repeat and variant: ask,
/// have the answer scored, record the scores, hand out. 4. Stop early where a rule says so. 5. See whether the dataset is still the same.
/// 6. Keep what failed or was skipped, and wait for the database. 7. Hand out the result.
/// </summary>
internal sealed class EvaluationSession(TensorZeroEngine engine, EvaluationPlan plan, ChannelWriter<EvaluationUpdate> updates)
{
    private readonly EvaluationRow?[][] _rows = [.. plan.Runs.Select(_ => new EvaluationRow?[plan.AnswersPerRun])];
    private readonly EarlyStopping _stopping = new(plan);
    private readonly AnswerEvaluation _answers = new(engine, plan);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // 1. Record the runs.
        if (plan.Request.Resume is null)
        {
            await PlanNotes.SaveAsync(engine, plan, cancellationToken).ConfigureAwait(false);
            await engine.RequireEvaluationStore().SaveRunsAsync(RunRecords.Of(plan, engine.Time.GetUtcNow()), cancellationToken).ConfigureAwait(false);
        }

        // 2. Read what is on record already.
        var prior = await ReadPriorAsync(cancellationToken).ConfigureAwait(false);
        await updates.WriteAsync(Started(prior), cancellationToken).ConfigureAwait(false);

        // 3. For every datapoint, repeat and variant.
        var options = new ParallelOptions { MaxDegreeOfParallelism = plan.Request.MaxConcurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(ItemsAsync(cancellationToken), options, async (item, ending) =>
        {
            var (row, update) = await _answers.RunAsync(item, prior[item.Run], _stopping.Running, ending).ConfigureAwait(false);
            _rows[item.Run][(item.Index * plan.Repeats) + item.Repeat] = row;

            // 4. Stop early where a rule says so.
            _stopping.Add(item, row);
            if (update is not null)
            {
                await updates.WriteAsync(update, ending).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);

        // 5. See whether the dataset is still the same.
        var change = await FindChangeAsync(cancellationToken).ConfigureAwait(false);

        // 6. Keep what failed or was skipped, and wait for the database.
        for (var i = 0; i < _rows.Length; i++)
        {
            await OutcomeNotes.SaveAsync(engine, plan.Runs[i].Id, _rows[i].OfType<EvaluationRow>(), cancellationToken).ConfigureAwait(false);
        }

        await engine.FlushAsync(cancellationToken).ConfigureAwait(false);

        // 7. Hand out the result.
        await updates.WriteAsync(new EvaluationCompleted(ResultOf(change)), cancellationToken).ConfigureAwait(false);
    }

    private async Task<PriorWork[]> ReadPriorAsync(CancellationToken cancellationToken)
    {
        var prior = new PriorWork[plan.Runs.Count];
        Array.Fill(prior, PriorWork.None);
        for (var i = 0; i < prior.Length && plan.Request.Resume is not null; i++)
        {
            prior[i] = await PriorWork.ReadAsync(
                engine.History,
                plan.Runs[i].Id,
                plan.FunctionName,
                [.. plan.Evaluators.Select(static evaluator => new RecordedMetric(
                    evaluator.Name, evaluator.MetricName, (evaluator.Evaluator as IRunEvaluator)?.FunctionName))],
                cancellationToken).ConfigureAwait(false);
        }

        return prior;
    }

    /// <summary>All variants of a datapoint follow one another: an evaluation that is cut short has pairs.</summary>
    private async IAsyncEnumerable<EvaluationItem> ItemsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var index = 0;
        await foreach (var datapoint in plan.Dataset.ReadAllAsync(plan.Order, cancellationToken).ConfigureAwait(false))
        {
            foreach (var item in ItemsOf(datapoint, index++))
            {
                if (_stopping.IsOver)
                {
                    yield break;
                }

                yield return item;
            }
        }
    }

    private IEnumerable<EvaluationItem> ItemsOf(LoadedDatapoint datapoint, int index) =>
        from repeat in Enumerable.Range(0, plan.Repeats)
        from run in Enumerable.Range(0, plan.Runs.Count)
        select new EvaluationItem(run, index, repeat, datapoint);

    private async Task<DatasetChange?> FindChangeAsync(CancellationToken cancellationToken)
    {
        try
        {
            var now = await plan.Request.Dataset
                .OpenAsync(new DatasetOpening(engine, plan.FunctionName, plan.Request.MaxDatapoints), cancellationToken).ConfigureAwait(false);
            return now.Fingerprint == plan.Dataset.Fingerprint
                ? null
                : new DatasetChange(now.Versions.Except(plan.Dataset.Versions).Count(), plan.Dataset.Versions.Except(now.Versions).Count());
        }
        catch (EvaluationException)
        {
            return new DatasetChange(0, plan.Dataset.Versions.Count);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The result must not be lost because the dataset cannot be looked at once more.
            return null;
        }
    }

    private EvaluationStarted Started(PriorWork[] prior) => new(
        plan.Id,
        plan.Name,
        plan.Dataset.Name,
        plan.Dataset.Ids.Count,
        plan.Repeats,
        plan.Runs.ToDictionary(static run => run.Variant.Name, static run => run.Id),
        plan.EvaluatorInfos,
        prior.Sum(work => work.CountDone(plan.Evaluators.Count)));

    private EvaluationResult ResultOf(DatasetChange? change) => new()
    {
        Id = plan.Id,
        Name = plan.Name,
        FunctionName = plan.FunctionName,
        DatasetName = plan.Dataset.Name,
        DatapointCount = plan.Dataset.Ids.Count,
        Repeats = plan.Repeats,
        Evaluators = plan.EvaluatorInfos,
        Runs = [.. plan.Runs.Select((run, i) => new VariantRun
        {
            VariantName = run.Variant.Name,
            RunId = run.Id,
            Rows = [.. _rows[i].OfType<EvaluationRow>()],
        })],
        Slices = plan.Request.Slices,
        StoppedEvaluators = _stopping.Stopped,
        DatasetChange = change,
        Decisions = _stopping.Decisions,
        Dataset = plan.Dataset,
        HasConfigurationChanged = engine.ConfigurationHash != plan.ConfigurationHash,
        IsComplete = _stopping.IsOver || _rows.All(static rows => Array.TrueForAll(rows, static row => row is not null)),
    };
}
