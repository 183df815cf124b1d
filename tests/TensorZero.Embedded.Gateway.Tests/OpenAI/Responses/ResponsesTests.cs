using TensorZero.Embedded.Tests.Faults;

namespace TensorZero.Embedded.Gateway.Tests.OpenAI.Responses;

internal sealed class ResponsesTests
{
    private const string Path = "/openai/v1/responses";
    private const string Model = "\"model\": \"tensorzero::model_name::m\"";

    private static readonly string[] Requests =
    [
        """{"input": "Hello", "instructions": "Be brief."}""",
        """{"input": [{"role": "developer", "content": "A"}, {"role": "user", "content": [{"type": "input_text", "text": "a"}, {"type": "input_image", "image_url": "https://example.org/a.png", "detail": "low"}, {"type": "input_file", "file_data": "data:application/pdf;base64,AAAA", "filename": "a.pdf"}]}]}""",
        """{"input": [{"type": "function_call", "call_id": "a", "name": "sum", "arguments": "{}"}, {"type": "function_call", "call_id": "b", "name": "now", "arguments": "{}"}, {"type": "function_call_output", "call_id": "a", "output": "1"}, {"type": "function_call_output", "call_id": "b", "output": [{"type": "input_text", "text": "2"}]}]}""",
        """{"input": "a", "max_output_tokens": 9, "temperature": 0.5, "reasoning": {"effort": "low"}, "text": {"verbosity": "low", "format": {"type": "json_schema", "name": "n", "schema": {"type":"object"}}}, "tools": [{"type": "function", "name": "now"}], "tool_choice": {"type": "function", "name": "now"}}""",
    ];

    private static readonly string[] Sent =
    [
        """{"model":"x","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Hello"}],"stream":false}""",
        """{"model":"x","messages":[{"role":"system","content":"A"},{"role":"user","content":[{"type":"text","text":"a"},{"type":"image_url","image_url":{"url":"https://example.org/a.png","detail":"low"}},{"type":"file","file":{"file_data":"data:application/pdf;base64,AAAA","filename":"a.pdf"}}]}],"stream":false}""",
        """{"model":"x","messages":[{"role":"assistant","tool_calls":[{"id":"a","type":"function","function":{"name":"sum","arguments":"{}"}},{"id":"b","type":"function","function":{"name":"now","arguments":"{}"}}]},{"role":"tool","tool_call_id":"a","content":"1"},{"role":"tool","tool_call_id":"b","content":"2"}],"stream":false}""",
        """{"model":"x","messages":[{"role":"user","content":"a"}],"temperature":0.5,"max_completion_tokens":9,"reasoning_effort":"low","verbosity":"low","stream":false,"response_format":{"type":"json_schema","json_schema":{"name":"response","strict":true,"schema":{"type":"object"}}},"tools":[{"type":"function","function":{"name":"now","description":"","parameters":{"type":"object","properties":{}}}}],"tool_choice":{"type":"function","function":{"name":"now"}}}""",
    ];

    [Test]
    public async Task A_request_reaches_the_provider([Range(0, 3)] int index)
    {
        await using var world = await OpenAIWorld.StartAsync(OpenAIReplies.Whole("{}"));

        var reply = await world.Gateway.PostAsync(Path, $"{{{Model}, {Requests[index][1..]}");

        Assert.That(reply.Status, Is.EqualTo(200), reply.Body);
        Assert.That(world.Sent, Is.EqualTo(Sent[index]).NoClip);
    }

    [Test]
    public async Task A_response_goes_on_from_an_earlier_one()
    {
        await using var world = await OpenAIWorld.StartAsync(OpenAIReplies.Whole("Hi"), OpenAIReplies.Whole("Well"));
        var first = await world.Gateway.PostAsync(Path, $$"""{ {{Model}}, "input": "Hello", "instructions": "Be brief."}""");
        var id = first.Json.GetProperty("id").GetString();

        var second = await world.Gateway.PostAsync(Path, $$"""{ {{Model}}, "input": "And you?", "previous_response_id": "{{id}}"}""");

        Assert.That(second.Status, Is.EqualTo(200), second.Body);
        Assert.That(second.Json.GetProperty("episode_id").GetString(), Is.EqualTo(first.Json.GetProperty("episode_id").GetString()));
        Assert.That(world.Sent, Is.EqualTo(
            """{"model":"x","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Hello"},{"role":"assistant","content":"Hi"},{"role":"user","content":"And you?"}],"stream":false}""").NoClip);
    }

    [TestCase("\"input\": 1", 400, "Expected a list of input.")]
    [TestCase("\"input\": [{\"type\": \"item_reference\", \"id\": \"a\"}]", 400, "input[0]: Expected message, function_call, function_call_output or reasoning as `type` of an item: others are not served.")]
    [TestCase("\"input\": [{\"role\": \"user\", \"content\": [{\"type\": \"text\", \"text\": \"a\"}]}]", 400, "input[0].content[0]: Expected input_text, input_image, input_file, output_text, refusal, tensorzero::raw_text or tensorzero::template as `type` of a content part.")]
    [TestCase("\"input\": [{\"type\": \"function_call_output\", \"call_id\": \"a\", \"output\": \"b\"}]", 400, "input[0]: No tool call before this result has its id.")]
    [TestCase("\"input\": \"a\", \"instructions\": 1", 400, "Expected a string as `instructions` in the request.")]
    [TestCase("\"input\": \"a\", \"text\": 1", 400, "Expected an object for `text`.")]
    [TestCase("\"input\": \"a\", \"reasoning\": 1", 400, "Expected an object for `reasoning`.")]
    [TestCase("\"input\": \"a\", \"store\": 1", 400, "Expected true or false as `store` in the request.")]
    [TestCase("\"input\": \"a\", \"previous_response_id\": \"resp_1\"", 400, "Expected a UUID as `previous_response_id` in the request.")]
    [TestCase("\"input\": \"a\", \"previous_response_id\": \"01a20183-8aa4-7000-bf37-5e4bc89bbe86\"", 400, "No response with the id of `previous_response_id` is on record with its content: send the conversation itself as `input`.")]
    [TestCase("\"input\": \"a\", \"background\": true", 501, "Responses in the background are not served by this version: leave out `background`.")]
    [TestCase("\"input\": \"a\", \"conversation\": \"c\"", 501, "OpenAI's own conversations and prompts are not served: use `previous_response_id`, and a function's templates.")]
    [TestCase("\"input\": \"a\", \"tools\": [{\"type\": \"web_search\"}]", 501, "Only tools of type function are served: have your application run others, or hand a provider its own as `tensorzero::provider_tools`.")]
    public async Task A_wrong_request_is_told_where_it_is_wrong(string request, int status, string message)
    {
        await using var world = await OpenAIWorld.StartAsync();

        var reply = await world.Gateway.PostAsync(Path, $"{{{Model}, {request}}}");

        Assert.That((reply.Status, reply.Json.GetProperty("error").GetProperty("message").GetString()), Is.EqualTo((status, message)));
    }

    [Test]
    public async Task A_stream_that_breaks_ends_as_failed()
    {
        await using var world = await OpenAIWorld.StartAsync(OpenAIReplies.Stream("Hel", "lo").CutAfter(2, FaultEnding.Close));

        var reply = await world.Gateway.PostAsync(Path, $$"""{ {{Model}}, "input": "Hello", "stream": true}""");

        Assert.That(reply.Body.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)[^1], Does.StartWith("event: response.failed\ndata: {"));
    }
}
