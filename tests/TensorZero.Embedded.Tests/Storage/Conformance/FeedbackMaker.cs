using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Tests.Content;

namespace TensorZero.Embedded.Tests.Storage.Conformance;

/// <summary>
/// Makes feedback: the first metric of each type is about inferences, the second about episodes. Numbers are exact in 32 bits, so that every
/// database keeps the same ones.
/// </summary>
internal sealed class FeedbackMaker(Random random, UuidV7Source ids)
{
    /// <summary>Null when nobody would say anything: the inference did not answer.</summary>
    public FeedbackRecord? About(InferenceRecord inference)
    {
        if (inference.Status != InferenceStatus.Succeeded)
        {
            return null;
        }

        var ofEpisode = random.Next(3) == 0;
        var metric = ofEpisode ? 1 : 0;
        var feedback = new FeedbackRecord
        {
            Id = ids.Next(),
            Kind = FeedbackKind.Comment,
            TargetId = ofEpisode ? inference.EpisodeId : inference.Id,
            Level = ofEpisode ? FeedbackLevel.Episode : FeedbackLevel.Inference,
            Tags = random.Next(4) == 0 ? new Dictionary<string, string> { ["by"] = "ä\"b" } : InferenceRecord.EmptyTags,
            SnapshotHash = Names.Hashes[0],
        };
        return random.Next(8) switch
        {
            0 or 1 or 2 => feedback with
            {
                Kind = FeedbackKind.Float,
                MetricName = Names.FloatMetrics[metric],
                FloatValue = random.Next(-40, 41) / 4.0,
            },
            3 or 4 or 5 => feedback with
            {
                Kind = FeedbackKind.Boolean,
                MetricName = Names.BooleanMetrics[metric],
                BooleanValue = random.Next(2) == 0,
            },
            6 => feedback with { Comment = "Nicht \"gut\"\n" + Names.Words[random.Next(Names.Words.Length)] },
            _ => feedback with
            {
                Kind = FeedbackKind.Demonstration,
                Level = FeedbackLevel.Inference,
                TargetId = inference.Id,
                Demonstration = ContentJsonSamples.Json(inference.FunctionType == FunctionType.Chat
                    ? $$"""[{"type":"text","text":"Größe {{feedback.Id}}"}]"""
                    : $$"""{"raw":"\"{{feedback.Id}}\"","parsed":"{{feedback.Id}}"}"""),
            },
        };
    }
}
