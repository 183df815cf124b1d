using System.Text.Json;
using TensorZero.Embedded.Tests;
using TensorZero.Embedded.Tests.Wire;

namespace TensorZero.Embedded.Gateway.Tests.Remote;

[TestFixture(false, TestName = "{c}(in process)")]
[TestFixture(true, TestName = "{c}(through a gateway)")]
internal sealed class SameAnswersTests(bool remote)
{
    private static readonly ContentBlock[] Answer =
    [
        new ThoughtBlock("hm", "sig") { ProviderType = "scripted" },
        new TextBlock("Grüße, \"Welt\" 🙂"),
        new ToolCallBlock("call_1", "search", """{"query":"tea"}"""),
        new ToolCallBlock("call_2", "serch", "{broken"),
        new UnknownBlock(JsonElement.Parse("""{"type":"video"}""")),
    ];

    private sealed record Person(string Name);

    [Test]
    public async Task A_whole_answer_with_tools()
    {
        await using var clients = await TwoClients.StartAsync(remote);
        var asking = clients.Inference.InferAsync(new InferenceRequest
        {
            FunctionName = "greet",
            Input = new InferenceInput { Messages = [InputMessage.User("Hello")] },
            IncludeRawUsage = true,
            IncludeRawResponse = true,
        });
        var call = await clients.World.Provider.NextCallAsync();
        call.Call.RawResponse = "said so"u8.ToArray();
        call.Call.RawUsage = JsonElement.Parse("""{"tokens": 8}""");
        call.Answer(Answer);

        var response = await asking.OrFail();

        Assert.That(Alike.Are(response.Content, new ContentBlock[]
        {
            Answer[0],
            Answer[1],
            new ToolCallBlock("call_1", "search", """{"query":"tea"}""") { Name = "search", Arguments = JsonElement.Parse("""{"query":"tea"}""") },
            Answer[3],
            Answer[4],
        }));
        Assert.That(response.Text, Is.EqualTo("Grüße, \"Welt\" 🙂"));
        Assert.That(response.ToolCalls.Select(tool => tool.Name), Is.EqualTo(new[] { "search", null }));
        Assert.That((response.VariantName, response.Usage, response.FinishReason), Is.EqualTo(("plain", new Usage(3, 5), FinishReason.Stop)));
        Assert.That(response.RawResponse.Select(raw => (raw.ProviderType, raw.Data)), Is.EqualTo(new[] { ("scripted", "said so") }));
        Assert.That(response.RawUsage.Select(raw => raw.Data?.GetProperty("tokens").GetInt32()), Is.EqualTo(new int?[] { 8 }));
        Assert.That(
            await clients.World.RowsAsync("SELECT id, episode_id FROM chat_inference"),
            Is.EqualTo(new[] { $"{response.InferenceId:N}|{response.EpisodeId:N}" }));
    }

    [Test]
    public async Task What_the_model_is_asked()
    {
        await using var clients = await TwoClients.StartAsync(remote);
        var episode = await EpisodeAsync(clients);
        var asking = clients.Inference.InferAsync(new InferenceRequest
        {
            ModelName = "scripted",
            EpisodeId = episode,
            Input = new InferenceInput
            {
                System = "Be kind.",
                Messages =
                [
                    InputMessage.User("Hello", FileBlock.FromBytes([1, 2, 3], "image/png") with { Detail = "low" }),
                    InputMessage.Assistant(new ToolCallBlock("call_1", "look", "{}")),
                    InputMessage.User(new ToolResultBlock("call_1", "look", "nothing")),
                ],
            },
            Params = new ChatCompletionParams { Temperature = 0.5, StopSequences = ["END"], JsonMode = JsonMode.Strict },
            OutputSchema = JsonElement.Parse("""{"type":"object"}"""),
            AdditionalTools = [new ToolDefinition("look", "Looks.", JsonElement.Parse("{}"), Strict: true)],
            ToolChoice = ToolChoice.Specific("look"),
            ParallelToolCalls = false,
            Credentials = new Dictionary<string, string> { ["key"] = "s3cret" },
            ExtraBody = [ExtraBody.Set("/a", JsonElement.Parse("1")) with { ModelName = "scripted" }, ExtraBody.Delete("/b")],
            ExtraHeaders = [ExtraHeader.Set("x-a", "b")],
            Tags = new Dictionary<string, string> { ["team"] = "tea" },
        });

        var call = await clients.World.Provider.NextCallAsync();

        var request = call.Request;
        Assert.That(request.System, Is.EqualTo("Be kind."));
        Assert.That(Alike.Are(request.Messages, new[]
        {
            InputMessage.User("Hello", FileBlock.FromBase64("AQID", "image/png") with { Detail = "low" }),
            InputMessage.Assistant(new ToolCallBlock("call_1", "look", "{}")),
            InputMessage.User(new ToolResultBlock("call_1", "look", "nothing")),
        }));
        Assert.That((request.Params.Temperature, request.JsonMode), Is.EqualTo((0.5, JsonMode.Strict)));
        Assert.That(request.Params.StopSequences, Is.EqualTo(new[] { "END" }));
        Assert.That(request.OutputSchema?.GetRawText(), Is.EqualTo("""{"type":"object"}"""));
        Assert.That(request.Tools!.Tools.Select(tool => (tool.Name, tool.Description, tool.Strict)), Is.EqualTo(new[] { ("look", "Looks.", true) }));
        Assert.That((request.Tools.Choice, request.Tools.ParallelToolCalls), Is.EqualTo((ToolChoice.Specific("look"), (bool?)false)));
        Assert.That(request.ExtraBody.Select(edit => (edit.Pointer, edit.Value?.GetRawText())), Is.EqualTo(new[] { ("/a", "1"), ("/b", null) }));
        Assert.That(request.ExtraHeaders.Select(edit => (edit.Name, edit.Value)), Is.EqualTo(new[] { ("x-a", "b") }));
        Assert.That(call.Call.Credentials, Is.EqualTo(new Dictionary<string, string> { ["key"] = "s3cret" }));
        call.Answer(new TextBlock("{}"));
        _ = await asking.OrFail();
        Assert.That(
            await clients.World.RowsAsync("SELECT episode_id, tags FROM chat_inference WHERE variant_name = 'scripted'"),
            Is.EqualTo(new[] { $$"""{{episode:N}}|{"team":"tea"}""" }));
    }

    [Test]
    public async Task A_json_function_as_a_type()
    {
        await using var clients = await TwoClients.StartAsync(remote);
        var asking = clients.Inference.InferAsync<Person>(InferenceRequest.ToFunction("extract", "Ada was here"));
        (await clients.World.Provider.NextCallAsync()).Answer(new ThoughtBlock("hm"), new TextBlock("""{"name": "Ada"}"""));

        var answer = await asking.OrFail();

        Assert.That(answer.RequireOutput(), Is.EqualTo(new Person("Ada")));
        Assert.That(answer.Response.Output!.Raw, Is.EqualTo("""{"name": "Ada"}"""));
        Assert.That(answer.Response.Content, Is.EqualTo(new[] { new ThoughtBlock("hm") }));
    }

    [Test]
    public async Task An_answer_that_does_not_fit_is_data()
    {
        await using var clients = await TwoClients.StartAsync(remote);
        var asking = clients.Inference.InferAsync(InferenceRequest.ToFunction("extract", "Nobody was here"));
        (await clients.World.Provider.NextCallAsync()).Answer(new TextBlock("""{"nmae": 1}"""));

        Assert.That((await asking.OrFail()).Output, Is.EqualTo(new JsonOutput("""{"nmae": 1}""", null)));
    }

    [Test]
    public async Task A_stream_and_its_whole_answer()
    {
        await using var clients = await TwoClients.StartAsync(remote);
        var reading = ReadAsync(clients.Inference, InferenceRequest.ToFunction("greet", "Hello"));
        var call = await clients.World.Provider.NextCallAsync();
        call.Say(new ThoughtChunk("1", "hm", "sig"));
        call.Say("Hel");
        call.Say(new TextChunk("0", "lo"), new ToolCallChunk("call_1", "search", ""), new ToolCallChunk("call_1", null, """{"query":"a"}"""));
        call.End();

        var chunks = await reading.OrFail();

        ContentChunk[][] expected =
        [
            [new ThoughtChunk("1", "hm", "sig")],
            [new TextChunk("0", "Hel")],
            [new TextChunk("0", "lo"), new ToolCallChunk("call_1", "search", ""), new ToolCallChunk("call_1", null, """{"query":"a"}""")],
            [],
        ];
        Assert.That(Alike.Are(chunks.Select(chunk => chunk.Content), expected));
        Assert.That(chunks.Select(chunk => chunk.IsFinal), Is.EqualTo(new[] { false, false, false, true }));
        var last = chunks[^1];
        Assert.That((last.Usage, last.FinishReason), Is.EqualTo((new Usage(3, 5), FinishReason.Stop)));
        Assert.That(last.Response!.Text, Is.EqualTo("Hello"));
        Assert.That(last.Response.ToolCalls.Single().Name, Is.EqualTo("search"));
        Assert.That(last.Response.InferenceId, Is.EqualTo(chunks[0].InferenceId));
        Assert.That(await clients.World.RowsAsync("SELECT id FROM chat_inference"), Is.EqualTo(new[] { $"{last.InferenceId:N}" }));
    }

    [Test]
    public async Task A_stream_of_json_as_a_type_that_grows()
    {
        await using var clients = await TwoClients.StartAsync(remote);
        var reading = ReadAsync(clients.Inference.InferStreamingAsync<Person>(InferenceRequest.ToFunction("extract", "Ada")));
        var call = await clients.World.Provider.NextCallAsync();
        call.Say("""{"name": "A""");
        call.Say("""da"}""");
        call.End();

        var steps = await reading.OrFail();

        Assert.That(steps.Select(step => step.Value?.Name), Is.EqualTo(new[] { "A", "Ada", "Ada" }));
        Assert.That(steps[^1].Response!.RequireOutput(), Is.EqualTo(new Person("Ada")));
    }

    private static async Task<Guid> EpisodeAsync(TwoClients clients)
    {
        var asking = clients.Inference.InferAsync(InferenceRequest.ToFunction("greet", "Hello"));
        (await clients.World.Provider.NextCallAsync()).Answer(new TextBlock("Hi"));
        return (await asking.OrFail()).EpisodeId;
    }

    private static async Task<List<InferenceChunk>> ReadAsync(IInferenceClient client, InferenceRequest request) =>
        await ReadAsync(client.InferStreamingAsync(request));

    private static async Task<List<T>> ReadAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items)
        {
            list.Add(item);
        }

        return list;
    }
}
