using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Tests.Content;
using TensorZero.Embedded.Tests.Storage;

namespace TensorZero.Embedded.Tests.History;

/// <summary>
/// A made-up history, small but with everything in it: both function types, ties in time, feedback that is given twice, on inferences
/// and on episodes, and late demonstrations.
/// </summary>
internal sealed class HistoryWorld
{
    public const int Size = 300;

    public static readonly string[] Functions = ["greet", "extract", "Größe"];
    public static readonly string[] Variants = ["plain", "o'brien"];
    public static readonly string[] TagKeys = ["user", "a.b\"c", "env"];
    public static readonly string[] TagValues = ["1", "2", "", "'; DROP TABLE chat_inference; --"];
    public static readonly string[] FloatMetrics = ["score", "length"];
    public static readonly string[] BooleanMetrics = ["liked", "solved"];

    public HistoryWorld(int seed)
    {
        var random = new Random(seed);
        var time = new ManualTime();
        var ids = new UuidV7Source(time, random);
        var episodes = Enumerable.Range(0, 25).Select(_ => ids.Next()).ToArray();
        for (var i = 0; i < Size; i++)
        {
            time.Advance(TimeSpan.FromMilliseconds(random.Next(3)));
            Inferences.Add(MakeInference(ids.Next(), episodes[random.Next(episodes.Length)], random));
        }

        for (var i = 0; i < Size * 3; i++)
        {
            time.Advance(TimeSpan.FromMilliseconds(random.Next(3)));
            Feedback.Add(MakeFeedback(ids.Next(), Inferences[random.Next(Size)], random));
        }
    }

    public List<InferenceRecord> Inferences { get; } = [];

    public List<FeedbackRecord> Feedback { get; } = [];

    public IEnumerable<Record> InRandomOrder(int seed)
    {
        Record[] records = [.. Inferences, .. Feedback];
        new Random(seed).Shuffle(records);
        return records;
    }

    private static InferenceRecord MakeInference(Guid id, Guid episode, Random random)
    {
        var function = random.Next(Functions.Length);
        var tags = TagKeys.Where(_ => random.Next(2) == 0).ToDictionary(key => key, _ => TagValues[random.Next(TagValues.Length)]);
        return Some.Inference(
            id,
            Functions[function],
            function == 1 ? FunctionType.Json : FunctionType.Chat,
            Variants[random.Next(Variants.Length)],
            episode,
            tags: tags,
            answer: $"Answer {id}",
            json: new JsonOutput($"\"{id}\"", ContentJsonSamples.Json($"\"{id}\"")));
    }

    private static FeedbackRecord MakeFeedback(Guid id, InferenceRecord target, Random random)
    {
        // The first metric of each type is about inferences, the second about episodes.
        var ofEpisode = random.Next(2) == 1;
        var targetId = ofEpisode ? target.EpisodeId : target.Id;
        var metric = ofEpisode ? 1 : 0;
        return random.Next(3) switch
        {
            0 => Feed(FeedbackKind.Float, metricName: FloatMetrics[metric], number: random.Next(-2, 3) / 2.0),
            1 => Feed(FeedbackKind.Boolean, metricName: BooleanMetrics[metric], flag: random.Next(2) == 0),
            _ => new FeedbackRecord
            {
                Id = id,
                Kind = FeedbackKind.Demonstration,
                Level = FeedbackLevel.Inference,
                TargetId = target.Id,
                Demonstration = ContentJsonSamples.Json(target.FunctionType == FunctionType.Chat
                    ? $$"""[{"type":"text","text":"{{id}}"}]"""
                    : $"{{\"raw\":\"\\\"{id}\\\"\",\"parsed\":\"{id}\"}}"),
                SnapshotHash = "c0ffee",
            },
        };

        FeedbackRecord Feed(FeedbackKind kind, string metricName, double? number = null, bool? flag = null) => new()
        {
            Id = id,
            Kind = kind,
            Level = ofEpisode ? FeedbackLevel.Episode : FeedbackLevel.Inference,
            TargetId = targetId,
            MetricName = metricName,
            FloatValue = number,
            BooleanValue = flag,
            SnapshotHash = "c0ffee",
        };
    }
}
