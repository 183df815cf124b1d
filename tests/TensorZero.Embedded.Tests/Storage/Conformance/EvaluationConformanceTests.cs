using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;
using TensorZero.Embedded.Tests.Content;

namespace TensorZero.Embedded.Tests.Storage.Conformance;

/// <summary>Every database keeps what evaluations need alike.</summary>
[TestFixtureSource(typeof(StoreUnderTest), nameof(StoreUnderTest.All))]
internal sealed class EvaluationConformanceTests(StoreUnderTest kind)
{
    private const string Metric = "tensorzero::function_name::greet::evaluator_name::good";

    private EmptyStore _database = null!;
    private IObservabilityStore _store = null!;

    [SetUp]
    public async Task OpenStore()
    {
        _database = await kind.OpenEmptyAsync();
        _store = _database.Store;
    }

    [TearDown]
    public async Task CloseStore()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    [Test]
    public async Task A_run_is_found_as_it_was_saved_last()
    {
        var run = Some.EvaluationRun();
        var bare = Some.EvaluationRun(evaluation: null) with { VariantNames = [], Metrics = "[]" };
        await _store.Evaluations.SaveRunsAsync([run, bare], default);
        await _store.Evaluations.SaveRunsAsync([run with { Source = "datapoint_ids", Metrics = "[1]" }], default);

        Assert.That(await FindAsync(run.Id), Is.EqualTo(HistoryText.Of(run with { Source = "datapoint_ids", Metrics = "[1]" })));
        Assert.That(await FindAsync(bare.Id), Is.EqualTo(HistoryText.Of(bare)));
        Assert.That(await FindAsync(Some.Id()), Is.Null);
        Assert.That(await _store.Records.CountAsync(RecordCollection.EvaluationRuns, default), Is.EqualTo(2));
    }

    [Test]
    public async Task Runs_are_listed_newest_first_by_what_they_are_about()
    {
        EvaluationRunRecord[] runs =
        [
            Some.EvaluationRun(), Some.EvaluationRun(function: "Größe"), Some.EvaluationRun(dataset: "it's"), Some.EvaluationRun(evaluation: "other"),
            Some.EvaluationRun(evaluation: null),
        ];
        await _store.Evaluations.SaveRunsAsync(runs, default);

        Assert.That(await PlacesAsync(new EvaluationRunQuery()), Is.EqualTo(new[] { 4, 3, 2, 1, 0 }));
        Assert.That(await PlacesAsync(new EvaluationRunQuery { Limit = 2, Offset = 1 }), Is.EqualTo(new[] { 3, 2 }));
        Assert.That(await PlacesAsync(new EvaluationRunQuery { FunctionName = "Größe" }), Is.EqualTo(new[] { 1 }));
        Assert.That(await PlacesAsync(new EvaluationRunQuery { DatasetName = "it's" }), Is.EqualTo(new[] { 2 }));
        Assert.That(await PlacesAsync(new EvaluationRunQuery { EvaluationName = "other" }), Is.EqualTo(new[] { 3 }));
        Assert.That(
            await PlacesAsync(new EvaluationRunQuery { EvaluationName = "quality", FunctionName = "greet", DatasetName = "golden" }),
            Is.EqualTo(new[] { 0 }));

        async Task<IEnumerable<int>> PlacesAsync(EvaluationRunQuery query) =>
            (await _store.Evaluations.ListRunsAsync(query, default)).Select(run => Array.FindIndex(runs, one => one.Id == run.Id));
    }

    [Test]
    public async Task Notes_are_listed_in_the_order_of_their_making()
    {
        EvaluationNote[] notes = [Some.Note(), Some.Note(name: "Größe"), Some.Note(kind: "look"), Some.Note(), Some.Note(name: "it's")];
        await _store.Evaluations.AppendNotesAsync([notes[3], notes[1], notes[2]], default);
        await _store.Evaluations.AppendNotesAsync([notes[4], notes[0], notes[3]], default);

        Assert.That(await NotesAsync("plan", "greet"), Is.EqualTo(new[] { HistoryText.Of(notes[0]), HistoryText.Of(notes[3]) }));
        Assert.That(await NotesAsync("plan", null), Is.EqualTo(new[] { 0, 1, 3, 4 }.Select(place => HistoryText.Of(notes[place]))));
        Assert.That(await NotesAsync("look", "it's"), Is.Empty);
        Assert.That(await FoundAsync("plan", "it's", "Größe", "nobody"), Is.EqualTo(new[] { HistoryText.Of(notes[1]), HistoryText.Of(notes[4]) }));
        Assert.That(await FoundAsync("look", "it's"), Is.Empty);

        async Task<IEnumerable<string>> NotesAsync(string kind, string? name) =>
            (await _store.Evaluations.ListNotesAsync(kind, name, default)).Select(HistoryText.Of);

        async Task<IEnumerable<string>> FoundAsync(string kind, params string[] names) =>
            (await _store.Evaluations.FindNotesAsync(kind, names, default)).Select(HistoryText.Of);
    }

    [Test]
    public async Task What_a_person_said_of_a_judgement_is_found_by_the_answer()
    {
        var chat = Some.Inference(answer: "it's \"5 < 6\" é😀\t\\");
        var json = Some.Inference(type: FunctionType.Json, json: new JsonOutput("{\"a\": \"é\"}", ContentJsonSamples.Json("{\"a\":\"é\"}")));
        var (datapoint, judgement) = (Some.Id(), Some.Id());
        var liked = Said(chat.Id, datapoint, judgement, flag: true);
        var scored = Said(json.Id, datapoint, judgement, number: 0.25);
        await _store.WriteAsync([chat, json, liked, scored], default);

        Assert.That(await FindHumanAsync(datapoint, OutputColumn.Of(chat.Content)), Is.EqualTo((liked.Id, "true", judgement)));
        Assert.That(await FindHumanAsync(datapoint, OutputColumn.Of(json.JsonOutput!)), Is.EqualTo((scored.Id, "0.25", judgement)));
        Assert.That(await FindHumanAsync(Some.Id(), OutputColumn.Of(chat.Content)), Is.Null, "another datapoint");
        Assert.That(await FindHumanAsync(datapoint, "[]"), Is.Null, "another answer");
        Assert.That(await _store.Evaluations.FindHumanFeedbackAsync("other", datapoint, OutputColumn.Of(chat.Content), default), Is.Null);

        var changed = Said(chat.Id, datapoint, Some.Id(), flag: false);
        await _store.WriteAsync([changed], default);
        Assert.That((await FindHumanAsync(datapoint, OutputColumn.Of(chat.Content)))?.Id, Is.EqualTo(changed.Id), "the newest");
    }

    [TestCase(HumanFeedbackTags.HumanFeedback)]
    [TestCase(HumanFeedbackTags.DatapointId)]
    [TestCase(HumanFeedbackTags.EvaluatorInferenceId)]
    public async Task Other_feedback_is_no_judgement(string missing)
    {
        var inference = Some.Inference();
        var datapoint = Some.Id();
        var feedback = Said(inference.Id, datapoint, Some.Id(), flag: true);
        await _store.WriteAsync(
            [inference, feedback with { Tags = feedback.Tags.Where(tag => tag.Key != missing).ToDictionary() }], default);

        Assert.That(await FindHumanAsync(datapoint, OutputColumn.Of(inference.Content)), Is.Null);
    }

    [Test]
    public async Task A_judged_answer_goes_with_its_inference_its_judgement_and_its_content()
    {
        var judgement = Some.Inference(function: "judge");
        var byInference = await JudgedAsync(Some.Id());
        var byJudgement = await JudgedAsync(judgement.Id);
        var kept = await JudgedAsync(Some.Id());
        await _store.WriteAsync([judgement], default);

        _ = await _store.Eraser.DeleteAsync([byInference.Inference, judgement.Id], default);

        Assert.That(await FindHumanAsync(byInference.Datapoint, byInference.Output), Is.Null);
        Assert.That(await FindHumanAsync(byJudgement.Datapoint, byJudgement.Output), Is.Null);
        Assert.That(await FindHumanAsync(kept.Datapoint, kept.Output), Is.Not.Null);

        _ = await _store.Eraser.DeleteContentBeforeAsync(UuidV7Source.TimestampOf(kept.Inference).AddDays(1), default);

        Assert.That(await FindHumanAsync(kept.Datapoint, kept.Output), Is.Null);
        Assert.That(await _store.Feedback.GetFeedbackAsync(kept.Inference, default), Has.Count.EqualTo(1), "what was said stays");
    }

    [Test]
    public async Task What_people_said_is_copied_with_their_feedback()
    {
        var judged = await JudgedAsync(Some.Id());
        await using var other = await kind.OpenEmptyAsync();
        foreach (var collection in (RecordCollection[])[RecordCollection.Inferences, RecordCollection.Feedback])
        {
            await other.Store.WriteAsync(await _store.Records.ReadAsync(collection, null, null, 10, default), default);
        }

        Assert.That(await other.Store.Evaluations.FindHumanFeedbackAsync(Metric, judged.Datapoint, judged.Output, default), Is.Not.Null);
    }

    private async Task<(Guid Inference, Guid Datapoint, string Output)> JudgedAsync(Guid judgement)
    {
        var inference = Some.Inference();
        var datapoint = Some.Id();
        await _store.WriteAsync([inference, Said(inference.Id, datapoint, judgement, flag: true)], default);
        return (inference.Id, datapoint, OutputColumn.Of(inference.Content));
    }

    private async Task<string?> FindAsync(Guid run) =>
        await _store.Evaluations.FindRunAsync(run, default) is { } found ? HistoryText.Of(found) : null;

    private async Task<(Guid Id, string Value, Guid Judgement)?> FindHumanAsync(Guid datapoint, string output) =>
        await _store.Evaluations.FindHumanFeedbackAsync(Metric, datapoint, output, default) is { } found
            ? (found.FeedbackId, found.Value, found.EvaluatorInferenceId)
            : null;

    private static FeedbackRecord Said(Guid inference, Guid datapoint, Guid judgement, bool? flag = null, double? number = null)
    {
        var feedback = flag is { } value ? Some.Feedback(inference, Metric, value) : Some.Feedback(inference, Metric, number!.Value);
        return feedback with
        {
            Tags = new Dictionary<string, string>
            {
                [HumanFeedbackTags.HumanFeedback] = "true",
                [HumanFeedbackTags.DatapointId] = datapoint.ToString(),
                [HumanFeedbackTags.EvaluatorInferenceId] = judgement.ToString(),
            },
        };
    }
}
