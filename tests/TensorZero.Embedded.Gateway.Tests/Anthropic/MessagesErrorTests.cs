namespace TensorZero.Embedded.Gateway.Tests.Anthropic;

internal sealed class MessagesErrorTests
{
    [TestCase("{", "This is not valid JSON at line 1, byte 2.")]
    [TestCase("[]", "Expected an object for the request.")]
    [TestCase("{}", "Missing `model` in the request.")]
    [TestCase("""{"model": "claude-sonnet-4-5"}""", "Expected `tensorzero::function_name::NAME` for a function or ")]
    [TestCase("""{"model": "tensorzero::function_name::greet"}""", "Missing `messages` in the request.")]
    [TestCase("""{"model": "tensorzero::function_name::greet", "messages": {}}""", "Expected a list of messages.")]
    public Task A_request_without_the_needful_is_refused(string body, string message) => RefusedAsync(body, message);

    [TestCase("\"thinkin\": 1", "There is no key `thinkin` in the request.")]
    [TestCase("\"tensorzero::episode\": 1", "There is no key `tensorzero::episode` in the request.")]
    [TestCase("\"max_tokens\": \"many\"", "Expected a whole number of at least 0 as `max_tokens` in the request.")]
    [TestCase("\"model\": \"m\"", "The JSON has a key twice in one object")]
    [TestCase("\"stream\": 1", "Expected true or false as `stream` in the request.")]
    [TestCase("\"temperature\": \"hot\"", "Expected a number as `temperature` in the request.")]
    [TestCase("\"temperature\": 1e999", "Expected a number as `temperature` in the request.")]
    [TestCase("\"top_p\": []", "Expected a number as `top_p` in the request.")]
    [TestCase("\"top_k\": 1.5", "Expected a whole number of at least 0 as `top_k` in the request.")]
    [TestCase("\"container\": {}", "Expected a string as `container` in the request.")]
    [TestCase("\"inference_geo\": 1", "Expected a string as `inference_geo` in the request.")]
    [TestCase("\"speed\": 1", "Expected a string as `speed` in the request.")]
    [TestCase("\"stop_sequences\": \"x\"", "Expected a list of stop_sequences.")]
    [TestCase("\"stop_sequences\": [1]", "stop_sequences[0]: Expected a string.")]
    [TestCase("\"service_tier\": \"flex\"", "Expected \"auto\" or \"standard_only\" as `service_tier` in the request.")]
    [TestCase("\"metadata\": \"u\"", "Expected an object for `metadata`.")]
    [TestCase("\"metadata\": {\"user\": \"u\"}", "There is no key `user` in `metadata`.")]
    [TestCase("\"metadata\": {\"user_id\": 1}", "Expected a string as `user_id` in `metadata`.")]
    [TestCase("\"thinking\": true", "Expected an object for `thinking`.")]
    [TestCase("\"thinking\": {\"type\": \"on\"}", "Expected \"enabled\", \"disabled\" or \"adaptive\" as `type` in `thinking`.")]
    [TestCase("\"thinking\": {\"type\": \"enabled\"}", "Missing `budget_tokens` in `thinking`.")]
    [TestCase("\"thinking\": {\"type\": \"enabled\", \"budget_tokens\": -1}", "Expected a whole number of at least 0 as `budget_tokens` in `thinking`.")]
    [TestCase("\"thinking\": {\"type\": \"disabled\"}, \"output_config\": {\"effort\": \"low\"}", "`effort` in `output_config` is served only with")]
    [TestCase("\"output_config\": []", "Expected an object for `output_config`.")]
    [TestCase("\"output_config\": {\"effort\": 1}", "Expected a string as `effort` in `output_config`.")]
    [TestCase("\"output_config\": {\"format\": {\"type\": \"xml\"}}", "Expected \"json_schema\" as `type` in `format`.")]
    [TestCase("\"output_config\": {\"format\": {\"type\": \"json_schema\"}}", "Missing `schema` in `format`.")]
    [TestCase("\"tools\": {}", "Expected a list of tools.")]
    [TestCase("\"tools\": [1]", "tools[0]: Expected an object for a tool.")]
    [TestCase("\"tools\": [{\"name\": \"t\"}]", "tools[0]: Missing `input_schema` in a tool.")]
    [TestCase("\"tools\": [{\"input_schema\": {}}]", "tools[0]: Missing `name` in a tool.")]
    [TestCase("\"tools\": [{\"name\": \"t\", \"input_schema\": \"x\"}]", "tools[0]: Expected an object as `input_schema` in a tool.")]
    [TestCase("\"tools\": [{\"name\": \"t\", \"input_schema\": {}, \"defer_loading\": true}]", "tools[0]: There is no key `defer_loading` in a tool.")]
    [TestCase("\"tools\": [{\"name\": \"t\", \"input_schema\": {}, \"strict\": 1}]", "tools[0]: Expected true or false as `strict` in a tool.")]
    [TestCase("\"tool_choice\": \"auto\"", "Expected an object for `tool_choice`.")]
    [TestCase("\"tool_choice\": {\"type\": \"some\"}", "Expected \"auto\", \"any\", \"tool\" or \"none\" as `type` in `tool_choice`.")]
    [TestCase("\"tool_choice\": {\"type\": \"tool\"}", "Missing `name` in `tool_choice`.")]
    [TestCase("\"tool_choice\": {\"type\": \"auto\", \"disable_parallel_tool_use\": 1}", "Expected true or false as `disable_parallel_tool_use` in `tool_choice`.")]
    [TestCase("\"system\": 1", "Expected a list of system.")]
    [TestCase("\"system\": [{\"type\": \"image\"}]", "system[0]: Expected \"text\" as `type` of a block in a system prompt.")]
    [TestCase("\"system\": [{\"type\": \"text\", \"text\": 1}]", "system[0]: Expected a string as `text` in a text block.")]
    [TestCase("\"tensorzero::dryrun\": 1", "Expected true or false as `tensorzero::dryrun` in the request.")]
    public Task A_wrong_field_is_named(string member, string message) => RefusedAsync(MessagesWorld.With(member), message);

    [TestCase("1", "messages[0]: Expected an object for a message.")]
    [TestCase("""{"role": "tool", "content": ""}""", "messages[0]: Expected \"user\", \"assistant\" or \"system\" as `role` in a message.")]
    [TestCase("""{"role": "user"}""", "messages[0]: Missing `content` in a message.")]
    [TestCase("""{"role": "user", "content": "", "name": "x"}""", "messages[0]: There is no key `name` in a message.")]
    [TestCase("""{"role": "user", "content": 1}""", "messages[0]: Expected a list of content.")]
    public Task A_wrong_message_is_found(string message, string error) => RefusedAsync(Conversation(message), error);

    [TestCase("1", "Expected an object for a content block.")]
    [TestCase("""{"text": "x"}""", "Missing `type` in a content block.")]
    [TestCase("""{"type": 1}""", "Expected a string as `type` in a content block.")]
    [TestCase("""{"type": "poem"}""", "There is no content block of this `type`.")]
    [TestCase("""{"type": "text"}""", "Missing `text` in a text block.")]
    [TestCase("""{"type": "text", "text": "x", "txt": 1}""", "There is no key `txt` in a text block.")]
    [TestCase("""{"type": "tensorzero::template", "name": "user", "arguments": []}""", "Expected an object as `arguments` in a template block.")]
    [TestCase("""{"type": "tensorzero::raw_text"}""", "Missing `value` in a raw_text block.")]
    [TestCase("""{"type": "image"}""", "Missing `source` in an image block.")]
    [TestCase("""{"type": "image", "source": "x"}""", "source: Expected an object for a source.")]
    [TestCase("""{"type": "image", "source": {"type": "file", "file_id": "f"}}""", "source: There is no key `file_id` in a source.")]
    [TestCase("""{"type": "image", "source": {"type": "base64", "data": "AA=="}}""", "source: Missing `media_type` in a source.")]
    [TestCase("""{"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "data:,x"}}""", "source: Expected base64, without")]
    [TestCase("""{"type": "image", "source": {"type": "url", "url": "file:///etc/passwd"}}""", "source: Expected an address that begins with https://")]
    [TestCase("""{"type": "document", "source": {"type": "content", "content": "x"}}""", "source: There is no key `content` in a source.")]
    [TestCase("""{"type": "document", "citations": {"enabled": true}}""", "Citations are not served: leave `citations` out of a document block.")]
    [TestCase("""{"type": "tool_use", "name": "t", "input": {}}""", "Missing `id` in a tool_use block.")]
    [TestCase("""{"type": "tool_use", "id": "1", "name": "t", "input": 1}""", "Expected an object as `input` in a tool_use block.")]
    [TestCase("""{"type": "tool_result", "tool_use_id": "9"}""", "No tool_use block before this one has the id that `tool_use_id` names")]
    [TestCase("""{"type": "tool_result"}""", "Missing `tool_use_id` in a tool_result block.")]
    [TestCase("""{"type": "thinking"}""", "Missing `thinking` in a thinking block.")]
    [TestCase("""{"type": "thinking", "thinking": "x", "signature": 1}""", "Expected a string as `signature` in a thinking block.")]
    [TestCase("""{"type": "redacted_thinking"}""", "Missing `data` in a thinking block.")]
    public async Task A_wrong_block_is_found(string block, string error)
    {
        var reply = await RefusedAsync(Conversation($$"""{"role": "user", "content": ["x", {{block}}]}""").Replace("\"x\", ", "{\"type\": \"text\", \"text\": \"x\"}, "));

        Assert.That(Message(reply), Does.StartWith("messages[0].content[1]").And.Contain(error));
    }

    [TestCase("""{"type": "audio"}""", "messages[1].content[0].content[0]: Expected \"text\", \"image\" or \"document\" as `type` in a tool_result block.")]
    [TestCase("""{"type": "text", "text": 1}""", "messages[1].content[0].content[0]: Expected a string as `text` in a text block.")]
    public Task A_wrong_part_of_a_tool_result_is_found(string part, string error) => RefusedAsync(
        Conversation(
            """{"role": "assistant", "content": [{"type": "tool_use", "id": "1", "name": "t", "input": {}}]}, """
            + $$"""{"role": "user", "content": [{"type": "tool_result", "tool_use_id": "1", "content": [{{part}}]}]}"""),
        error);

    [Test]
    public async Task An_error_has_Anthropics_shape_and_the_requests_id()
    {
        await using var world = await GatewayWorld.StartAsync(MessagesWorld.Toml);

        var reply = await world.PostAsync(MessagesWorld.Path, "{}");

        Assert.That(reply.Body, Is.EqualTo(
            """{"type":"error","error":{"type":"invalid_request_error","message":"Missing `model` in the request."},"request_id":"""
            + $"\"{reply.Headers["request-id"]}\"}}"));
    }

    [TestCase("POST", "/anthropic/v1/messages", """{"model": "tensorzero::function_name::gret", "messages": []}""", 404, "not_found_error")]
    [TestCase("POST", "/anthropic/v1/messages/count_tokens", "{}", 404, "not_found_error")]
    [TestCase("GET", "/anthropic/v1/messages", null, 405, "invalid_request_error")]
    [TestCase("GET", "/anthropic/v1/models/claude", null, 404, "not_found_error")]
    public async Task Each_status_has_Anthropics_type(string method, string path, string? body, int status, string type)
    {
        await using var world = await GatewayWorld.StartAsync(MessagesWorld.Toml);

        var reply = await world.SendAsync(new HttpMethod(method), path, body);

        Assert.That((reply.Status, reply.Json.GetProperty("error").GetProperty("type").GetString()), Is.EqualTo((status, type)));
    }

    [Test]
    public async Task A_provider_that_fails_is_an_api_error()
    {
        await using var world = await GatewayWorld.StartAsync(MessagesWorld.Toml);
        var asking = world.PostAsync(MessagesWorld.Path, MessagesWorld.Hello);
        (await world.Provider.NextCallAsync()).Fail(new IOException("The line is cut."));

        var reply = await asking;

        Assert.That((reply.Status, reply.Json.GetProperty("error").GetProperty("type").GetString()), Is.EqualTo((502, "api_error")));
    }

    private static string Conversation(string messages) => $$"""{"model": "tensorzero::function_name::greet", "messages": [{{messages}}]}""";

    private static async Task RefusedAsync(string body, string message) => Assert.That(Message(await RefusedAsync(body)), Does.StartWith(message));

    private static async Task<GatewayReply> RefusedAsync(string body)
    {
        await using var world = await GatewayWorld.StartAsync(MessagesWorld.Toml);
        var reply = await world.PostAsync(MessagesWorld.Path, body);
        Assert.That(reply.Status, Is.EqualTo(400));
        Assert.That(world.Provider.Count, Is.Zero);
        return reply;
    }

    private static string? Message(GatewayReply reply) => reply.Json.GetProperty("error").GetProperty("message").GetString();
}
