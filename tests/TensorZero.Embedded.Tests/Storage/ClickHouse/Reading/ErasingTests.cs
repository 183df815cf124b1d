using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.ClickHouse;
using static TensorZero.Embedded.Tests.Storage.ClickHouse.Reading.TensorZeroRows;

namespace TensorZero.Embedded.Tests.Storage.ClickHouse.Reading;

/// <summary>What is deleted is deleted from TensorZero's tables too, and from what its views have made of them.</summary>
internal sealed class ErasingTests
{
    /// <summary>They add up, and hold no id.</summary>
    private static readonly string[] Sums = ["CumulativeUsage", "FeedbackByVariantStatistics", "ModelProviderStatistics", "VariantStatistics"];

    private TestDatabase _database = null!;

    [SetUp]
    public async Task Fill()
    {
        _database = await TestDatabase.MigratedAsync();
        await InsertAsync(_database.Client);
    }

    [TearDown]
    public async Task Drop() => await _database.DisposeAsync();

    private ClickHouseRecordEraser Eraser => new(_database.Client);

    [Test]
    public async Task No_table_remembers_a_deleted_inference()
    {
        Assert.That(await PlacesOfAsync(NewChat), Is.Not.Empty);

        var counts = await Eraser.DeleteAsync([new Guid(NewChat)], default);

        Assert.That(counts, Is.EqualTo(new DeletionCounts(1, 1, 2, 0)));
        Assert.That(await PlacesOfAsync(NewChat), Is.Empty);
        Assert.That(await PlacesOfAsync(OtherEpisode), Is.Empty, "it was the episode's only one");
        Assert.That(await PlacesOfAsync("0196c700-0000-7000-8000-000000000001"), Is.Empty, "the feedback and its tags");
        Assert.That(await _database.CountAsync("SELECT count() FROM ModelInference"), Is.EqualTo(1));
    }

    [Test]
    public async Task An_episode_forgets_one_inference_and_keeps_the_other()
    {
        var counts = await Eraser.DeleteAsync([new Guid(Json)], default);

        Assert.That(counts, Is.EqualTo(new DeletionCounts(1, 0, 1, 1)), "its demonstration and its datapoint");
        Assert.That(await PlacesOfAsync(Json), Is.Empty);
        Assert.That(
            await _database.RowsAsync(
                """
                SELECT sum(count), groupArrayMerge(inference_ids), toString(min(min_inference_id_uint)) = toString(max(max_inference_id_uint))
                FROM EpisodeById WHERE episode_id_uint = toUInt128(toUUID('01934c9a-be70-74f0-b2c3-6a1f29b1a001'))
                """),
            Is.EqualTo([$"""[1,["{OldChat}"],1]"""]));
        IFeedbackReader feedback = new ClickHouseFeedbackReader(_database.Client);
        Assert.That(await feedback.GetFeedbackAsync(new Guid(Episode), default), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task What_is_old_goes_and_its_datapoints_stay()
    {
        var counts = await Eraser.DeleteBeforeAsync(DateTimeOffset.FromUnixTimeMilliseconds(0x0196374c2c6d + 1), default);

        Assert.That(counts, Is.EqualTo(new DeletionCounts(2, 1, 3, 0)));
        Assert.That(await PlacesOfAsync(OldChat), Is.Empty);
        Assert.That(await PlacesOfAsync(Json), Is.EqualTo(["JsonInferenceDatapoint"]));
        Assert.That(await PlacesOfAsync(Episode), Is.Empty);
        Assert.That(await PlacesOfAsync(NewChat), Is.Not.Empty);
    }

    [Test]
    public async Task Old_content_goes_and_names_and_numbers_stay()
    {
        Assert.That(await Eraser.DeleteContentBeforeAsync(DateTimeOffset.MaxValue, default), Is.EqualTo(3));

        var inferences = await new ClickHouseInferenceReader(_database.Client).ListAsync(new InferenceQuery(), default).ToListAsync();
        Assert.That(inferences.Select(inference => (inference.Input, inference.Content.Count, inference.Output)), Is.All.EqualTo(
            ((InferenceInput?)null, 0, (JsonOutput?)null)));
        Assert.That(inferences.Select(inference => inference.Tags.GetValueOrDefault("user")), Is.EqualTo(["42", "42", null]));
        Assert.That(
            await _database.CountAsync("SELECT count() FROM ModelInference WHERE raw_request != '' OR input_messages != '' OR isNotNull(system)"), Is.Zero);
        Assert.That(await _database.CountAsync("SELECT toInt64(sum(input_tokens)) FROM ModelInference"), Is.EqualTo(110));
    }

    /// <summary>The tables that hold an id, as a text or as a number.</summary>
    private async Task<List<string>> PlacesOfAsync(string id)
    {
        var number = await _database.Client.FindAsync(
            $"SELECT toString(toUInt128(toUUID('{id}')))", null, static row => row.GetText(0), default);
        var tables = await _database.Client.ListAsync(
            "SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree'", null, row => row.GetText(0), default);
        var places = new List<string>();
        foreach (var table in tables.Except(Sums))
        {
            var columns = table == "EpisodeById"
                ? "finalizeAggregation(inference_ids), * EXCEPT inference_ids"
                : "*";
            if (await _database.CountAsync(
                $"SELECT count() FROM (SELECT toJSONString(tuple({columns})) AS row FROM {table}) WHERE position(row, '{id}') > 0 OR position(row, '{number}') > 0") > 0)
            {
                places.Add(table);
            }
        }

        return places;
    }
}
