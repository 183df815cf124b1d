using TensorZero.Embedded.Tests.Storage;

namespace TensorZero.Embedded.Tests.Feedback;

/// <summary>What happens when the target is not in the database yet, or never comes.</summary>
internal sealed class FeedbackTargetsTests
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(25);

    private FeedbackScene _scene = null!;

    [SetUp]
    public async Task Start() => _scene = await FeedbackScene.StartAsync();

    [TearDown]
    public async Task Stop() => await _scene.DisposeAsync();

    [Test]
    public async Task An_inference_of_this_moment_is_found_without_waiting()
    {
        var inference = (await _scene.InferAsync()).InferenceId;

        // The clock stands still: whatever waits for time to pass never ends.
        await _scene.Client.SendAsync(FeedbackRequest.Boolean("solved", true, inference));

        Assert.That(await _scene.RecordedAsync(inference), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_inference_that_another_process_writes_a_little_later_is_found()
    {
        var inference = _scene.ForeignInference();
        var waiting = _scene.Time.WhenSet(FirstPause);
        var sending = _scene.Client.SendAsync(FeedbackRequest.Boolean("solved", true, inference.Id));
        await waiting;

        await _scene.Store.WriteAsync([inference], CancellationToken.None);
        Assert.That(sending.IsCompleted, Is.False);
        _scene.Time.Advance(FirstPause);
        await sending;

        Assert.That(await _scene.RecordedAsync(inference.Id), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task One_beyond_the_calendar_is_waited_for_like_any_of_the_future()
    {
        var pausing = _scene.Time.WhenSet(FirstPause);
        var sending = _scene.Client.SendAsync(FeedbackRequest.Comment("fine", Guid.Parse("ffffffff-ffff-7fff-bfff-ffffffffffff")));
        await pausing;
        _scene.Time.Advance(TimeSpan.FromSeconds(6));

        Assert.That(() => sending, Throws.InstanceOf<InvalidFeedbackException>());
    }

    [TestCase(0, 6000, Description = "of now")]
    [TestCase(2000, 4000, Description = "two seconds old")]
    [TestCase(5500, 1000, Description = "nearly six seconds old: at least one second")]
    [TestCase(3_600_000, 1000, Description = "an hour old")]
    [TestCase(-60_000, 6000, Description = "of the future: as of now")]
    public async Task One_that_never_comes_is_waited_for_until_it_is_six_seconds_old(int ageMs, int patienceMs)
    {
        var id = _scene.ForeignInference().Id;
        _scene.Time.Advance(TimeSpan.FromMilliseconds(ageMs));
        var patience = TimeSpan.FromMilliseconds(patienceMs);
        var deadlineSet = _scene.Time.WhenSet(patience);
        var pausing = _scene.Time.WhenSet(FirstPause);
        var sending = _scene.Client.SendAsync(FeedbackRequest.Comment("fine", id));
        await deadlineSet;
        await pausing;

        Assert.That(sending.IsCompleted, Is.False);
        _scene.Time.Advance(patience);

        var error = Assert.ThrowsAsync<InvalidFeedbackException>(() => sending)!;
        Assert.That(error.Error, Is.EqualTo(FeedbackRequestError.UnknownTarget));
        Assert.That(error.Message, Is.EqualTo($"Inference ID: {id} does not exist"));
    }

    [Test]
    public async Task One_that_still_waits_to_be_written_is_not_told_as_missing()
    {
        await _scene.Engine.FlushAsync();
        using var locking = _scene.Lock();
        var inference = (await _scene.InferAsync()).InferenceId;
        var deadlineSet = _scene.Time.WhenSet(TimeSpan.FromSeconds(6));
        var sending = _scene.Client.SendAsync(FeedbackRequest.Boolean("solved", true, inference));
        await deadlineSet;
        _scene.Time.Advance(TimeSpan.FromSeconds(6));

        var error = Assert.ThrowsAsync<ObservabilityStoreException>(() => sending.OrFail())!;
        Assert.That(error.Failure, Is.EqualTo(ObservabilityStoreFailure.Unavailable));
        Assert.That(error.Message, Is.EqualTo(
            $"Inference ID: {inference} is not in the database, which is behind: 1 records wait to be written. Send the feedback again later."));
    }

    [Test]
    public async Task The_caller_can_stop_waiting()
    {
        using var caller = new CancellationTokenSource();
        var pausing = _scene.Time.WhenSet(FirstPause);
        var sending = _scene.Client.SendAsync(FeedbackRequest.Comment("fine", _scene.ForeignInference().Id), caller.Token);
        await pausing;

        await caller.CancelAsync();

        Assert.That(() => sending, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task The_check_of_targets_can_be_switched_off()
    {
        await using var scene = await FeedbackScene.StartAsync("gateway.unstable_disable_feedback_target_validation = true\n");
        var id = scene.ForeignInference().Id;

        await scene.Client.SendAsync(FeedbackRequest.Boolean("solved", true, id));

        Assert.That(await scene.RecordedAsync(id), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_demonstration_needs_its_target_all_the_same()
    {
        await using var scene = await FeedbackScene.StartAsync("gateway.unstable_disable_feedback_target_validation = true\n");
        var pausing = scene.Time.WhenSet(FirstPause);
        var sending = scene.Client.SendAsync(FeedbackRequest.Demonstration("Hi", scene.ForeignInference().Id));
        await pausing;

        scene.Time.Advance(TimeSpan.FromSeconds(6));

        Assert.That(() => sending, Throws.InstanceOf<InvalidFeedbackException>());
    }
}
