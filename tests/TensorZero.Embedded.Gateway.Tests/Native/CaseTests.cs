namespace TensorZero.Embedded.Gateway.Tests.Native;

/// <summary>
/// TensorZero's API, route by route: the requests its documentation shows, with data of our own, what comes back, and what wrong requests
/// are told. See <see cref="CaseStep"/> for how the cases are written.
/// </summary>
internal sealed class CaseTests
{
    private static IEnumerable<TestCaseData> Cases => CaseFile.ReadAll();

    [Test]
    public void No_case_stands_twice() => Assert.That(Cases.Select(data => data.ArgDisplayNames!.Single()), Is.Unique);

    [TestCaseSource(nameof(Cases))]
    public async Task The_reply_is_the_whole_expected_one(object steps)
    {
        await using var world = await GatewayWorld.StartAsync(CaseFile.Toml);
        var values = new CaseValues();
        var answers = new Queue<string>();
        foreach (var step in (IReadOnlyList<CaseStep>)steps)
        {
            if (step.Answer is not null)
            {
                answers.Enqueue(step.Answer);
            }
            else if (step.Method is null)
            {
                await world.Engine.FlushAsync();
            }
            else
            {
                var reply = await SendAsync(world, step, values, answers);
                Assert.That((reply.Status, reply.ContentType), Is.EqualTo((step.Status, "application/json")), reply.Body);
                values.Check(reply.Body, step.Reply!);
            }
        }
    }

    private static async Task<GatewayReply> SendAsync(GatewayWorld world, CaseStep step, CaseValues values, Queue<string> answers)
    {
        var body = step.Body is null ? null : values.Fill(step.Body);
        var asking = world.SendAsync(new HttpMethod(step.Method!), values.Fill(step.Path!), body);
        if (answers.TryDequeue(out var answer))
        {
            (await world.Provider.NextCallAsync()).Answer(new TextBlock(answer));
        }

        return await asking;
    }
}
