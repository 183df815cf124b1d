using System.ClientModel;
using System.Text.Json;
using OpenAI;
using OpenAI.Chat;
using TensorZero.Embedded.Tests.Faults;

namespace TensorZero.Embedded.Gateway.Tests.OpenAI.Peers;

/// <summary>OpenAI's .NET SDK against the gateway, which stands before a provider that speaks OpenAI's wire.</summary>
internal sealed class DotNetSdkTests
{
    private static readonly ChatTool Weather = ChatTool.CreateFunctionTool(
        "weather", "Tells the weather.", BinaryData.FromString("""{"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}"""));

    [Test]
    public async Task It_chats()
    {
        await using var world = await OpenAIWorld.StartAsync(FaultServer.Start(PeerReplies.Provider));

        ChatCompletion completion = await ClientOf(world).CompleteChatAsync("Hello");

        Assert.That(completion.Content[0].Text, Is.EqualTo("Hello"));
        Assert.That(completion.FinishReason, Is.EqualTo(ChatFinishReason.Stop));
        Assert.That(completion.Usage.TotalTokenCount, Is.EqualTo(18));
        Assert.That(completion.Model, Is.EqualTo("tensorzero::function_name::greet::variant_name::plain"));
    }

    [Test]
    public async Task It_streams_with_usage()
    {
        await using var world = await OpenAIWorld.StartAsync(FaultServer.Start(PeerReplies.Provider));
        var pieces = new List<string>();
        ChatTokenUsage? usage = null;

        await foreach (var update in ClientOf(world).CompleteChatStreamingAsync("Hello"))
        {
            pieces.AddRange(update.ContentUpdate.Select(part => part.Text));
            usage ??= update.Usage;
        }

        Assert.That(pieces, Is.EqualTo(new[] { "Hel", "lo" }));
        Assert.That(usage?.TotalTokenCount, Is.EqualTo(18));
    }

    [Test]
    public async Task It_calls_tools()
    {
        await using var world = await OpenAIWorld.StartAsync(FaultServer.Start(PeerReplies.Provider));
        var client = ClientOf(world);
        var options = new ChatCompletionOptions { Tools = { Weather } };
        List<ChatMessage> messages = [new UserChatMessage("How is the weather in Oslo?")];

        ChatCompletion first = await client.CompleteChatAsync(messages, options);
        messages.Add(new AssistantChatMessage(first));
        messages.Add(new ToolChatMessage(first.ToolCalls[0].Id, "7 degrees"));
        ChatCompletion second = await client.CompleteChatAsync(messages, options);

        Assert.That(first.FinishReason, Is.EqualTo(ChatFinishReason.ToolCalls));
        Assert.That(first.ToolCalls[0].FunctionName, Is.EqualTo("weather"));
        Assert.That(first.ToolCalls[0].FunctionArguments.ToString(), Is.EqualTo("""{"city":"Oslo"}"""));
        Assert.That(second.Content[0].Text, Is.EqualTo("Hello"));
    }

    [Test]
    public async Task It_asks_for_structured_output()
    {
        await using var world = await OpenAIWorld.StartAsync(FaultServer.Start(PeerReplies.Provider));
        var options = new ChatCompletionOptions
        {
            ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat("weather", BinaryData.FromString("""{"type": "object"}""")),
        };

        ChatCompletion completion = await ClientOf(world).CompleteChatAsync([new UserChatMessage("Oslo?")], options);

        Assert.That(JsonElement.Parse(completion.Content[0].Text).GetProperty("degrees").GetInt32(), Is.EqualTo(7));
    }

    [Test]
    public async Task It_lists_models()
    {
        await using var world = await OpenAIWorld.StartAsync(FaultServer.Start(PeerReplies.Provider));

        var models = await new OpenAIClient(new ApiKeyCredential("none"), OptionsFor(world)).GetOpenAIModelClient().GetModelsAsync();

        Assert.That(models.Value.Select(model => model.Id), Does.Contain("tensorzero::function_name::greet"));
    }

    [Test]
    public async Task It_understands_the_errors()
    {
        await using var world = await OpenAIWorld.StartAsync(FaultServer.Start(PeerReplies.Provider));

        var error = Assert.ThrowsAsync<ClientResultException>(() => ClientOf(world, "tensorzero::function_name::nobody").CompleteChatAsync("Hello"));

        Assert.That(error!.Status, Is.EqualTo(404));
        Assert.That(error.Message, Does.Contain("nobody"));
    }

    private static ChatClient ClientOf(OpenAIWorld world, string model = "tensorzero::function_name::greet") =>
        new(model, new ApiKeyCredential("none"), OptionsFor(world));

    private static OpenAIClientOptions OptionsFor(OpenAIWorld world) => new() { Endpoint = new Uri(world.Gateway.Url, "/openai/v1") };
}
