using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Tests.Storage.Conformance;

/// <summary>
/// A history as a busy application would leave it: several functions, variants and models, streams, answers from the cache, failures, unknown
/// costs, content that is not recorded, and feedback that changes its mind. The same seed makes the same history.
/// </summary>
internal sealed class RecordedHistory
{
    private readonly Random _random;
    private readonly ManualTime _time = new();
    private readonly UuidV7Source _ids;

    public RecordedHistory(int seed, int inferences)
    {
        _random = new Random(seed);
        _ids = new UuidV7Source(_time, _random);
        _time.Advance(TimeSpan.FromDays(40));
        var inferenceMaker = new InferenceMaker(_random, _ids);
        var feedbackMaker = new FeedbackMaker(_random, _ids);
        for (var i = 0; i < inferences; i++)
        {
            // Often within one millisecond, sometimes hours apart.
            _time.Advance(TimeSpan.FromMilliseconds(_random.Next(4) switch { 0 => 0, 1 => _random.Next(1000), _ => _random.Next(400_000) }));
            var inference = inferenceMaker.Next();
            Inferences.Add(inference);
            for (var pieces = _random.Next(4); pieces > 0; pieces--)
            {
                if (feedbackMaker.About(Inferences[Math.Max(0, i - _random.Next(200))]) is { } feedback)
                {
                    Feedback.Add(feedback);
                }
            }
        }

        Configurations.Add(Some.Snapshot(Names.Hashes[0]) with { Id = _ids.Next() });
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Configurations.Add(Some.Snapshot(Names.Hashes[1]) with { Id = _ids.Next(), CanonicalText = "[functions.\"Größe\"]" });
        for (var i = 0; i < 5; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(i % 2));
            EvaluationRuns.Add(Some.EvaluationRun(_ids.Next(), evaluation: i % 2 == 0 ? "Größe" : null, updatedAt: _time.GetUtcNow()));
            EvaluationNotes.Add(Some.Note(_ids.Next(), name: Names.Functions[i]));
            WorkflowRuns.Add(Some.WorkflowRun(_ids.Next(), project: i % 2 == 0 ? "search" : null));
            WorkflowEpisodes.Add(Some.WorkflowEpisode(WorkflowRuns[i / 2].Id, _ids.Next(), task: i % 2 == 0 ? "question" : null));
        }
    }

    /// <summary>Oldest first.</summary>
    public List<InferenceRecord> Inferences { get; } = [];

    /// <summary>Oldest first.</summary>
    public List<FeedbackRecord> Feedback { get; } = [];

    public List<ConfigSnapshotRecord> Configurations { get; } = [];

    /// <summary>Oldest first.</summary>
    public List<EvaluationRunRecord> EvaluationRuns { get; } = [];

    /// <summary>Oldest first.</summary>
    public List<EvaluationNote> EvaluationNotes { get; } = [];

    /// <summary>Oldest first.</summary>
    public List<WorkflowRunRecord> WorkflowRuns { get; } = [];

    /// <summary>Oldest first.</summary>
    public List<WorkflowEpisodeRecord> WorkflowEpisodes { get; } = [];

    /// <summary>How many things there are of all kinds.</summary>
    public int Count => Inferences.Count + Feedback.Count + Configurations.Count + EvaluationRuns.Count + EvaluationNotes.Count
        + WorkflowRuns.Count + WorkflowEpisodes.Count;

    /// <summary>Those that answered.</summary>
    public IEnumerable<InferenceRecord> Answered => Inferences.Where(inference => inference.Status == InferenceStatus.Succeeded);

    /// <summary>
    /// Writes all records, thoroughly shuffled, in batches of all sizes: old ones arrive after new ones, feedback before what it is about. Some
    /// batches arrive twice.
    /// </summary>
    public async Task WriteToAsync(IObservabilityStore store)
    {
        Record[] records = [.. Configurations, .. Inferences, .. Feedback];
        _random.Shuffle(records);
        for (var start = 0; start < records.Length;)
        {
            var batch = records[start..Math.Min(records.Length, start + 1 + _random.Next(2000))];
            var token = _ids.Next().ToString();
            await store.WriteAsync(batch, token, default);
            if (_random.Next(5) == 0)
            {
                await store.WriteAsync(batch, token, default);
            }

            start += batch.Length;
        }

        await store.Evaluations.SaveRunsAsync(EvaluationRuns, default);
        await store.Evaluations.AppendNotesAsync(EvaluationNotes, default);
        await store.WorkflowRuns.AddRunsAsync(WorkflowRuns, default);
        await store.WorkflowRuns.AddEpisodesAsync(WorkflowEpisodes, default);
    }
}
