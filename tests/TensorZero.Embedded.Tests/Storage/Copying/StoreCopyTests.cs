using TensorZero.Embedded.Tests.Storage.Conformance;

namespace TensorZero.Embedded.Tests.Storage.Copying;

/// <summary>A copy between any two kinds of databases holds what its source holds.</summary>
[TestFixtureSource(nameof(Pairs))]
internal sealed class StoreCopyTests(StoreUnderTest from, StoreUnderTest to) : CopyFixture(from, to)
{
    public static IEnumerable<TestFixtureData> Pairs() =>
        from source in StoreUnderTest.All from target in StoreUnderTest.All select new TestFixtureData(source, target);

    [Test]
    public async Task Everything_is_copied_as_it_was()
    {
        await Source.Datapoints.AddAsync([Datapoint("kept"), Datapoint("gone")], default);
        await Source.Datapoints.DeleteAsync("gone", null, default);

        var reports = await CopyAsync();

        Assert.That(await StoreText.OfAsync(Target), Is.EqualTo(await StoreText.OfAsync(Source)));
        Assert.That(reports.Select(report => (report.Name, report.Read, report.IsShort)), Is.EqualTo(new[]
        {
            ("configurations", History.Configurations.Count, false),
            ("inferences", History.Answered.Count(), false),
            ("failed inferences", History.Inferences.Count - History.Answered.Count(), false),
            ("feedback", History.Feedback.Count, false),
            ("datapoints", 2, false),
            ("evaluation runs", History.EvaluationRuns.Count, false),
            ("evaluation notes", History.EvaluationNotes.Count, false),
            ("workflow runs", History.WorkflowRuns.Count, false),
            ("workflow episodes", History.WorkflowEpisodes.Count, false),
        }));
        Assert.That(reports.All(report => report.Written == report.Read && report.Found == report.Expected), Is.True);
    }
}
