using TensorZero.Embedded.Tests.Faults;

namespace TensorZero.Embedded.Gateway.Tests.OpenAI.Chat;

internal sealed class ChatRequestTests
{
    private static IEnumerable<TestCaseData> Cases => WireCase.Read("Chat/Cases/requests.json", "request", "provider");

    [TestCaseSource(nameof(Cases))]
    public async Task A_request_reaches_the_provider(string request, string expected)
    {
        await using var world = await OpenAIWorld.StartAsync(OpenAIReplies.Whole("{}"));

        var reply = await world.ChatAsync(request);

        Assert.That(reply.Status, Is.EqualTo(200), reply.Body);
        Assert.That(WireCase.Compact(world.Sent), Is.EqualTo(expected).NoClip);
    }
}
