using System.Text.Json;
using TensorZero.Embedded;

namespace Guides;

/// <summary>The four kinds of feedback and their rules.</summary>
internal static class Feedback
{
    public static async Task RunAsync()
    {
        await using var engine = await Scene.StartAsync("config/feedback.toml");
        var feedback = engine.Feedback;
        var reply = await engine.Inference.InferAsync(InferenceRequest.ToFunction("reply", "Where is my parcel?"));
        var answer = await engine.Inference.InferAsync(InferenceRequest.ToFunction("answer", "Say goodbye."));

        // quote:send
        await feedback.SendAsync(FeedbackRequest.Boolean("solved", true, reply.InferenceId));
        await feedback.SendAsync(FeedbackRequest.FloatForEpisode("satisfaction", 4.5, reply.EpisodeId));
        await feedback.SendAsync(FeedbackRequest.Comment("The customer said thank you.", reply.InferenceId));
        await feedback.SendAsync(FeedbackRequest.Demonstration("Your parcel arrives tomorrow.", reply.InferenceId));
        // end

        // quote:demonstration
        var better = JsonElement.Parse("""{ "answer": "Goodbye" }""");
        await feedback.SendAsync(FeedbackRequest.Demonstration(better, answer.InferenceId));
        // end

        await engine.FlushAsync();
        var kinds = (await engine.History.GetFeedbackAsync(reply.InferenceId)).Select(given => given.Kind);
        Claim.That(kinds.SequenceEqual([FeedbackKind.Boolean, FeedbackKind.Comment, FeedbackKind.Demonstration]));
        Claim.That((await engine.History.GetFeedbackAsync(reply.EpisodeId)).Single().FloatValue == 4.5);

        await RefusedAsync(FeedbackRequest.Boolean("solvd", true, reply.InferenceId), FeedbackRequestError.UnknownMetric);
        await RefusedAsync(FeedbackRequest.Float("solved", 1, reply.InferenceId), FeedbackRequestError.InvalidValue);
        await RefusedAsync(FeedbackRequest.BooleanForEpisode("solved", true, reply.EpisodeId), FeedbackRequestError.WrongLevel);
        await RefusedAsync(
            FeedbackRequest.Demonstration(JsonElement.Parse("""{ "reply": 1 }"""), answer.InferenceId), FeedbackRequestError.InvalidDemonstration);
        await RefusedAsync(FeedbackRequest.Comment("?", new Guid("0190f6a0-0000-7000-8000-000000000000")), FeedbackRequestError.UnknownTarget);

        async Task RefusedAsync(FeedbackRequest request, FeedbackRequestError error)
        {
            var refused = await Claim.ThrowsAsync<InvalidFeedbackException>(() => feedback.SendAsync(request));
            Claim.That(refused.Error == error);
        }
    }
}
