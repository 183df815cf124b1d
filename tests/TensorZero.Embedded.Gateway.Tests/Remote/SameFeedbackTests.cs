using System.Text.Json;
using TensorZero.Embedded.Tests;

namespace TensorZero.Embedded.Gateway.Tests.Remote;

[TestFixture(false, TestName = "{c}(in process)")]
[TestFixture(true, TestName = "{c}(through a gateway)")]
internal sealed class SameFeedbackTests(bool remote)
{
    [Test]
    public async Task Feedback_about_an_answer_is_recorded()
    {
        await using var clients = await TwoClients.StartAsync(remote);
        var inference = (await AnswerAsync(clients)).InferenceId;

        var id = await clients.Feedback.SendAsync(
            FeedbackRequest.Boolean("liked", true, inference) with { Tags = new Dictionary<string, string> { ["by"] = "Ada" } }).OrFail();
        _ = await clients.Feedback.SendAsync(FeedbackRequest.Comment("Grüße \"Welt\"", inference)).OrFail();
        _ = await clients.Feedback.SendAsync(FeedbackRequest.Demonstration([new TextBlock("Hello")], inference)).OrFail();
        _ = await clients.Feedback.SendAsync(FeedbackRequest.Boolean("liked", false, inference) with { DryRun = true }).OrFail();

        Assert.That(
            await clients.World.RowsAsync("SELECT id, target_id, value, json(tags) FROM boolean_metric_feedback"),
            Is.EqualTo(new[] { $$"""{{id:N}}|{{inference:N}}|1|{"by":"Ada"}""" }));
        Assert.That(await clients.World.RowsAsync("SELECT value FROM comment_feedback"), Is.EqualTo(new[] { "Grüße \"Welt\"" }));
        Assert.That(await clients.World.RowsAsync("SELECT inference_id FROM demonstration_feedback"), Is.EqualTo(new[] { $"{inference:N}" }));
    }

    [Test]
    public async Task Feedback_that_cannot_be_taken_says_why()
    {
        await using var clients = await TwoClients.StartAsync(remote);
        var answer = await AnswerAsync(clients);
        (FeedbackRequest Request, FeedbackRequestError Error)[] wrong =
        [
            (FeedbackRequest.Boolean("likd", true, answer.InferenceId), FeedbackRequestError.UnknownMetric),
            (FeedbackRequest.Float("liked", 0.5, answer.InferenceId), FeedbackRequestError.InvalidValue),
            (FeedbackRequest.BooleanForEpisode("liked", true, answer.EpisodeId), FeedbackRequestError.WrongLevel),
            (FeedbackRequest.Boolean("liked", true, answer.InferenceId) with { EpisodeId = answer.EpisodeId }, FeedbackRequestError.InvalidRequest),
            (
                FeedbackRequest.Boolean("liked", true, answer.InferenceId) with { Tags = new Dictionary<string, string> { ["tensorzero::a"] = "b" } },
                FeedbackRequestError.InvalidTag),
            (FeedbackRequest.Demonstration(JsonElement.Parse("1"), answer.InferenceId), FeedbackRequestError.InvalidDemonstration),
        ];

        foreach (var (request, expected) in wrong)
        {
            var error = Assert.ThrowsAsync<InvalidFeedbackException>(() => clients.Feedback.SendAsync(request).OrFail())!;
            Assert.That(error.Error, Is.EqualTo(expected), error.Message);
        }
    }

    private static async Task<InferenceResponse> AnswerAsync(TwoClients clients)
    {
        var asking = clients.Inference.InferAsync(InferenceRequest.ToFunction("greet", "Hello"));
        (await clients.World.Provider.NextCallAsync()).Answer(new TextBlock("Hi"));
        return await asking.OrFail();
    }
}
