using TensorZero.Embedded.Evaluations.Statistics;
using TensorZero.Embedded.Evaluations.Tests.Running;

namespace TensorZero.Embedded.Evaluations.Tests.Judges;

/// <summary>A judge with errors that are known: it overlooks the letter i (of every tenth item), which people mind as they mind j.</summary>
internal sealed class CalibrationTests
{
    private const int Items = 100;

    private EvaluationWorld _world = null!;
    private EvaluationResult _result = null!;

    [SetUp]
    public async Task Start()
    {
        _world = EvaluationWorld.Start();
        _world.Answer = static (isGood, text) => isGood ? text : $"{text} j";
        _world.Judge = static prompt => Generated(prompt).Contains('j', StringComparison.Ordinal) ? """{"score": false}""" : """{"score": true}""";
        _result = await EvaluateAsync(await _world.CreateAsync(Items, make: static number => EvaluationWorld.Datapoint(TextOf(number), "any")));
    }

    [TearDown]
    public async Task Stop() => await _world.DisposeAsync();

    [Test]
    public async Task The_report_counts_what_people_and_judge_said_of_the_same_answers()
    {
        var report = JudgeCalibrationReport.Of(CalibrationSample.Of(_result, "judge", await PeopleAsync("good")));

        // Of 100 items 19 have a j, and 17 an i without a j.
        var counts = new JudgeCalibration(64, 17, 0, 19);
        Assert.Multiple(() =>
        {
            Assert.That(report.Counts, Is.EqualTo(counts));
            Assert.That(report.Agreement, Is.EqualTo(counts.Agreement()));
            Assert.That(report.Kappa, Is.EqualTo(counts.Kappa()));
            Assert.That(report.FalsePositiveRate!.Value, Is.EqualTo(17.0 / 36));
            Assert.That(report.FalseNegativeRate!.Value, Is.Zero);
            Assert.That(report.MeanError.Value, Is.EqualTo(0.17).Within(1e-12));
            Assert.That(report.Correlation, Is.Null);
            Assert.That((report.Warnings.Count, report.Sample.Unmatched, report.Sample.Ties), Is.EqualTo((0, 0, 0)));
            Assert.That(report.Sample.Fingerprint, Is.EqualTo(Judge.OfFunction("sort", "judge").ReadFingerprint(_world.Engine)));
        });
    }

    [Test]
    public async Task A_corrected_rate_is_of_the_answers_outside_of_the_calibration()
    {
        var people = (await PeopleAsync("good"))[..60];
        var report = JudgeCalibrationReport.Of(CalibrationSample.Of(_result, "judge", people));

        var corrected = report.Correct(_result, "good", "judge");

        var rest = _result.Runs[0].Rows.Where(row => people.All(score => score.InferenceId != row.InferenceId)).ToList();
        var judged = new Proportion(rest.Count(row => row.Scores["judge"].Value > 0.5), rest.Count);
        Assert.That((corrected.Judged, corrected.Method, corrected.Warnings.Count), Is.EqualTo((40, "Rogan-Gladen", 0)));
        Assert.That(corrected.Raw, Is.EqualTo(judged.Wilson()));
        Assert.That(corrected.Corrected, Is.EqualTo(report.Counts!.CorrectedRate(judged)));
        Assert.That(corrected.Corrected.Value, Is.LessThan(corrected.Raw.Value));
    }

    [Test]
    public async Task Scores_by_datapoint_need_a_variant_where_there_are_several()
    {
        var byDatapoint = (await PeopleAsync("good")).ConvertAll(score => score with
        {
            InferenceId = null,
            DatapointId = _result.Runs[0].Rows.Single(row => row.InferenceId == score.InferenceId).DatapointId,
        });

        Assert.That(CalibrationSample.Of(_result, "judge", byDatapoint, "good").Pairs, Has.Count.EqualTo(Items));
        Assert.That(
            Assert.Throws<EvaluationException>(() => CalibrationSample.Of(_result, "judge", byDatapoint))!.Message,
            Does.StartWith("The evaluation has 2 answers to the datapoint"));
    }

    [Test]
    public async Task Of_several_people_the_majority_counts_and_a_tie_does_not()
    {
        var scores = (await PeopleAsync("good"))[..12];
        var unlike = scores[0] with { Value = 1 - scores[0].Value, Person = "b" };
        var sample = CalibrationSample.Of(_result, "judge", [
            .. scores, unlike, scores[1] with { Person = "b" }, scores[1] with { Value = 1 - scores[1].Value, Person = "c" },
            new PersonScore { Value = 1, InferenceId = IdOf(0) },
        ]);

        Assert.That((sample.Pairs.Count, sample.Ties, sample.Unmatched), Is.EqualTo((11, 1, 1)));
        Assert.That(sample.Pairs.Single(pair => pair.InferenceId == scores[1].InferenceId).People, Is.EqualTo(scores[1].Value));
    }

    [Test]
    public async Task What_people_corrected_is_joined_with_the_judgement_they_saw_and_is_no_judgement_itself()
    {
        foreach (var row in _result.Runs[0].Rows.Take(30))
        {
            await _world.Engine.Feedback.SendAsync(new FeedbackRequest
            {
                MetricName = Judge.OfFunction("sort", "judge").MetricName,
                Value = System.Text.Json.JsonElement.Parse("false"),
                InferenceId = row.InferenceId,
                Tags = new Dictionary<string, string>
                {
                    ["tensorzero::human_feedback"] = "true",
                    ["tensorzero::datapoint_id"] = row.DatapointId.ToString(),
                    ["tensorzero::evaluator_inference_id"] = row.Scores["judge"].EvaluatorInferenceId.ToString()!,
                },
                Internal = true,
            });
        }

        await _world.Engine.FlushAsync();
        var judge = Judge.OfFunction("sort", "judge");
        var people = await PersonScores.FromFeedbackAsync(_world.Engine, judge.MetricName);
        Assert.That(people, Has.Count.EqualTo(30), "the judge's own scores are no people's");

        var recorded = await CalibrationSample.FromRecordAsync(_world.Engine, judge, people);
        var byInference = await CalibrationSample.FromRecordAsync(
            _world.Engine, judge, [.. people.Select(score => score with { JudgementId = null })]);
        var joined = CalibrationSample.Of(_result, "judge", people);
        Assert.That(joined.Pairs, Has.Count.EqualTo(30));
        Assert.That(joined.Pairs.Select(pair => pair.People), Is.All.EqualTo(0));
        Assert.That(recorded.Pairs, Is.EquivalentTo(joined.Pairs));
        Assert.That(byInference.Pairs, Is.EquivalentTo(joined.Pairs));
        Assert.That(recorded.Fingerprint, Is.EqualTo(joined.Fingerprint));

        // Asked again, people's verdicts take the place of the judge's, and are nothing to calibrate it by.
        var again = await EvaluateAsync(EvaluationDataset.Stored("words"));
        var taken = again.Runs[0].Rows.Where(row => row.Scores["judge"].IsFromPerson).Select(row => new PersonScore { Value = 0, InferenceId = row.InferenceId }).ToList();
        Assert.That(taken, Has.Count.EqualTo(30));
        Assert.That(
            Assert.Throws<EvaluationException>(() => CalibrationSample.Of(again, "judge", taken))!.Message,
            Does.StartWith("No answer was scored by people and by the judge: 30 were scored by people alone."));
    }

    [Test]
    public async Task What_cannot_be_calibrated_or_corrected_says_why()
    {
        var people = await PeopleAsync("good");
        Assert.Multiple(() =>
        {
            Assert.That(Problem(() => CalibrationSample.Of(_result, "judge", [])), Does.StartWith("No answer was scored by people and by the judge"));
            Assert.That(Problem(() => Report(people[..9])), Does.StartWith("A calibration needs at least 10 answers that people and the judge scored, and has 9"));
            Assert.That(
                Problem(() => Report([.. people.Where(score => score.Value == 1)]).Correct(_result, "poor", "judge")),
                Does.StartWith("People passed every answer of the calibration"));
            Assert.That(
                Problem(() => Report(people.ConvertAll(score => score with { Value = 1 - score.Value })).Correct(_result, "poor", "judge")),
                Does.StartWith("The judge passes what people fail at least as often"));
            Assert.That(Problem(() => Report(people).Correct(_result, "good", "judge")), Does.Contain("too few to correct"));
            Assert.That(
                Problem(() => CalibrationSample.Of(_result, "judge", [people[0] with { Value = 0.5 }])), Does.Contain("do not fit a judge whose scores are passes"));
        });

        JudgeCalibrationReport Report(IReadOnlyList<PersonScore> scores) => JudgeCalibrationReport.Of(CalibrationSample.Of(_result, "judge", scores));

        static string Problem(Action call) => Assert.Throws<EvaluationException>(call)!.Message;
    }

    [Test]
    public async Task A_saved_calibration_warns_when_the_judge_is_another_one()
    {
        var judge = Judge.OfFunction("sort", "judge");
        Assert.That(await JudgeCalibrationReport.LoadAsync(_world.Engine, judge), Is.Null);
        await JudgeCalibrationReport.Of(CalibrationSample.Of(_result, "judge", await PeopleAsync("good"))).SaveAsync(_world.Engine, judge);

        var same = (await JudgeCalibrationReport.LoadAsync(_world.Engine, judge))!;
        Assert.That(same.Counts, Is.EqualTo(new JudgeCalibration(64, 17, 0, 19)));
        Assert.That((same.Warnings.Count, same.SavedAt is not null), Is.EqualTo((0, true)));

        await _world.ReloadAsync(EvaluationWorld.Functions.Replace("means the reference", "equals the reference", StringComparison.Ordinal));
        var changed = (await JudgeCalibrationReport.LoadAsync(_world.Engine, judge))!;
        Assert.That(changed.Warnings, Is.EqualTo(new[]
        {
            "The calibration belongs to another judge: prompt of \"judge\" has changed since. Let people score answers anew.",
        }));

        var later = await EvaluateAsync(EvaluationDataset.Stored("words"));
        Assert.That(changed.Correct(later, "poor", "judge").Warnings, Is.EqualTo(changed.Warnings));
        Assert.That(changed.Correct(_result, "poor", "judge").Warnings, Is.Empty, "that evaluation was judged by the judge of the calibration");
    }

    [Test]
    public void Numbers_are_corrected_by_what_people_gave_less()
    {
        var random = new Random(3);
        var pairs = Enumerable.Range(0, 200).Select(_ =>
        {
            var people = random.NextDouble();
            return new CalibrationPair(people, people + 0.2 + (0.05 * random.NextDouble()));
        }).ToList();
        var report = JudgeCalibrationReport.Of(CalibrationSample.Of(ScoreType.Float, pairs));

        Assert.That(report.MeanError.Value, Is.EqualTo(0.225).Within(0.005));
        Assert.That(report.Correlation!.Lower, Is.GreaterThan(0.99));
        Assert.That((report.Counts, report.Agreement, report.Kappa), Is.EqualTo(default((JudgeCalibration?, Estimate?, Estimate?))));

        var result = ResultOf([.. Enumerable.Range(0, 50).Select(i => i / 50.0)]);
        var corrected = report.Correct(result, "v", "judge");
        Assert.That(corrected.Method, Is.EqualTo("prediction-powered"));
        Assert.That(
            corrected.Corrected,
            Is.EqualTo(PredictionPowered.TunedMean(
                [.. Enumerable.Range(0, 50).Select(i => i / 50.0)], [.. pairs.Select(pair => pair.Judge)], [.. pairs.Select(pair => pair.People)])));
        Assert.That(corrected.Warnings, Is.EqualTo(new[] { "It is not known whether \"judge\" is the judge that was calibrated." }));
        Assert.ThrowsAsync<EvaluationException>(() => report.SaveAsync(_world.Engine, Judge.OfFunction("sort", "judge")));
        Assert.Throws<EvaluationException>(() => report.Correct(_result, "good", "judge"), "numbers and passes");
    }

    [Test]
    public void Of_answers_that_resemble_one_another_the_first_counts()
    {
        var pairs = Enumerable.Range(0, 20).Select(i => new CalibrationPair(i % 2, i % 2)).ToList();
        var result = ResultOf([1, 0, 1, 0, 1, 0], ScoreType.Boolean, static place => $"{place / 2}");

        var corrected = JudgeCalibrationReport.Of(CalibrationSample.Of(ScoreType.Boolean, pairs)).Correct(result, "v", "judge");

        Assert.That((corrected.Judged, corrected.Raw.Value), Is.EqualTo((3, 1.0)));
    }

    private static EvaluationResult ResultOf(double[] scores, ScoreType type = ScoreType.Float, Func<int, string>? cluster = null) => new()
    {
        Id = IdOf(1),
        Name = "made",
        FunctionName = "sort",
        DatasetName = "words",
        DatapointCount = scores.Length,
        Repeats = 1,
        Evaluators = [new EvaluatorInfo("judge", type, false, "m")],
        IsComplete = true,
        Runs =
        [
            new VariantRun
            {
                VariantName = "v",
                RunId = IdOf(1),
                Rows = [.. scores.Select((score, place) => new EvaluationRow
                {
                    DatapointId = IdOf(100 + place),
                    InferenceId = IdOf(200 + place),
                    Cluster = cluster?.Invoke(place),
                    Scores = new Dictionary<string, Score> { ["judge"] = Score.Of(score) },
                })],
            },
        ],
    };

    private static Guid IdOf(int number) => new(number, 0, 0, new byte[8]);

    private static string TextOf(int number) => $"w {EvaluationWorld.Letters(number)}";

    private static string Generated(string prompt) => prompt.Split("# Generated output")[1].Split("# Reference output")[0].Replace("\"type\"", "", StringComparison.Ordinal);

    private Task<EvaluationResult> EvaluateAsync(EvaluationDataset dataset) => _world.Runner.RunAsync(new EvaluationRequest
    {
        FunctionName = "sort",
        Dataset = dataset,
        Variants = ["good", "poor"],
        EvaluatorNames = ["judge"],
    });

    /// <summary>People pass an answer without i and j.</summary>
    private async Task<List<PersonScore>> PeopleAsync(string variant)
    {
        var scores = new List<PersonScore>();
        foreach (var page in _result.Run(variant).Rows.Chunk(50))
        {
            foreach (var inference in await _world.Engine.History.GetAsync([.. page.Select(row => row.InferenceId!.Value)]))
            {
                var text = ((TextBlock)inference.Content[0]).Text;
                scores.Add(new PersonScore { Value = text.AsSpan().IndexOfAny('i', 'j') < 0 ? 1 : 0, InferenceId = inference.InferenceId });
            }
        }

        return scores;
    }
}
