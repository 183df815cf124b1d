using System.Text.Json;
using TensorZero.Embedded.Tests;
using TensorZero.Embedded.Tests.Faults;

namespace TensorZero.Embedded.Gateway.Tests.OpenAI.Peers;

/// <summary>Real clients in another language against the gateway, which stands before a provider that speaks OpenAI's wire.</summary>
internal sealed class PeerTests
{
    [Test]
    public async Task The_official_sdk_chats()
    {
        var results = await RunAsync("openai-chat.mjs", "openai");

        Assert.That(Text(results, "whole"), Is.EqualTo(
            """{"model":"tensorzero::function_name::greet::variant_name::plain","content":"Hello","usage":18}"""));
        Assert.That(Text(results, "stream"), Is.EqualTo("""{"pieces":["Hel","lo"],"usage":18,"finish":"stop"}"""));
        Assert.That(Text(results, "tools"), Is.EqualTo(
            """{"call":{"name":"weather","arguments":"{\"city\":\"Oslo\"}"},"finish":"tool_calls","answer":"Hello"}"""));
        Assert.That(Text(results, "streamedTools"), Is.EqualTo("""[{"name":"weather","arguments":"{\"city\":\"Oslo\"}"}]"""));
        Assert.That(Text(results, "parsed"), Is.EqualTo("""{"city":"Oslo","degrees":7}"""));
        Assert.That(Text(results, "models"), Is.EqualTo(
            """{"listed":["tensorzero::function_name::extract","tensorzero::function_name::greet","tensorzero::function_name::write","tensorzero::model_name::m"],"one":"tensorzero::model_name::m"}"""));
        Assert.That(Text(results, "errors"), Is.EqualTo(
            """
            [{"name":"BadRequestError","status":400,"type":"invalid_request_error"},{"name":"NotFoundError","status":404,"type":"invalid_request_error"},{"name":"NotFoundError","status":404,"type":"invalid_request_error"}]
            """));
    }

    [Test]
    public async Task The_official_sdk_makes_responses()
    {
        var results = await RunAsync("openai-responses.mjs", "openai");

        Assert.That(Text(results, "whole"), Is.EqualTo(
            """{"model":"tensorzero::function_name::greet::variant_name::plain","text":"Hello","status":"completed","usage":18}"""));
        Assert.That(Text(results, "next"), Is.EqualTo("""{"text":"Hello","sameEpisode":true}"""));
        Assert.That(Text(results, "stream"), Is.EqualTo(
            """
            {"types":["response.created","response.in_progress","response.output_item.added","response.content_part.added","response.output_text.delta","response.output_text.delta","response.output_text.done","response.content_part.done","response.output_item.done","response.completed"],"text":"Hello"}
            """));
        Assert.That(Text(results, "tools"), Is.EqualTo("""{"name":"weather","arguments":"{\"city\":\"Oslo\"}","answer":"Hello"}"""));
        Assert.That(Text(results, "streamedTools"), Is.EqualTo("""[["function_call","weather","{\"city\":\"Oslo\"}"]]"""));
        Assert.That(Text(results, "parsed"), Is.EqualTo("""{"city":"Oslo","degrees":7}"""));
        Assert.That(Text(results, "error"), Is.EqualTo("501"));
    }

    [Test]
    public async Task The_Vercel_sdk_streams_makes_objects_and_calls_tools()
    {
        var results = await RunAsync("vercel-ai.mjs", "@ai-sdk/openai-compatible");

        Assert.That(Text(results, "streamText"), Is.EqualTo("""{"pieces":["Hel","lo"],"finish":"stop","usage":18}"""));
        Assert.That(Text(results, "generateObject"), Is.EqualTo("""{"city":"Oslo","degrees":7}"""));
        Assert.That(Text(results, "tools"), Is.EqualTo("""{"asked":[{"city":"Oslo"}],"answer":"Hello"}"""));
    }

    private static async Task<JsonElement> RunAsync(string script, string package)
    {
        await using var world = await OpenAIWorld.StartAsync(FaultServer.Start(PeerReplies.Provider));
        var output = await Node.RunAsync(
            $"tests/TensorZero.Embedded.Gateway.Tests/OpenAI/Peers/{script}", package, $"{world.Gateway.Url}openai/v1");
        return JsonElement.Parse(output);
    }

    private static string Text(JsonElement results, string name) => results.GetProperty(name).GetRawText();
}
