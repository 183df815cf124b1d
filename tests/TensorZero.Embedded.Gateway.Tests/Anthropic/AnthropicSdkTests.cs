using System.Text.Json;
using TensorZero.Embedded.Tests;
using TensorZero.Embedded.Tests.Faults;

namespace TensorZero.Embedded.Gateway.Tests.Anthropic;

/// <summary>Anthropic's own SDK (npm package @anthropic-ai/sdk) calls the gateway, which calls a provider that speaks Anthropic's wire.</summary>
internal sealed class AnthropicSdkTests
{
    private const string ToolCall =
        """{"id":"msg_2","type":"message","role":"assistant","content":[{"type":"tool_use","id":"toolu_1","name":"weather","input":{"city":"Bern"}}],"stop_reason":"tool_use","usage":{"input_tokens":20,"cache_read_input_tokens":5,"output_tokens":9}}""";

    private const string Tools =
        """
        "tools":[{"name":"weather","description":"The weather in a city.","input_schema":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]},"strict":false}],"tool_choice":{"type":"auto","disable_parallel_tool_use":false}
        """;

    /// <summary>What the provider was asked after a tool's result, with a budget to think, and after thoughts that came back.</summary>
    private static readonly string[] Asked =
    [
        """{"model":"claude-sonnet-4-5","max_tokens":2048,"stream":false,"messages":[{"role":"user","content":[{"type":"text","text":"Weather in Bern?"}]},"""
        + """{"role":"assistant","content":[{"type":"tool_use","id":"toolu_1","name":"weather","input":{"city":"Bern"}}]},"""
        + """{"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":[{"type":"text","text":"21 degrees"}]}]}],"""
        + Tools + """}""",
        """{"model":"claude-sonnet-4-5","max_tokens":2048,"stream":true,"messages":[{"role":"user","content":[{"type":"text","text":"Weather in Bern?"}]}],"""
        + Tools + ""","thinking":{"type":"enabled","budget_tokens":1024}}""",
        """{"model":"claude-sonnet-4-5","max_tokens":2048,"stream":false,"messages":[{"role":"user","content":[{"type":"text","text":"Weather in Bern?"}]},"""
        + """{"role":"assistant","content":[{"type":"thinking","thinking":"Look it up.","signature":"sig"},{"type":"redacted_thinking","data":"hidden"},"""
        + """{"type":"text","text":"A moment."},{"type":"tool_use","id":"toolu_1","name":"weather","input":{"city":"Bern"}}]},"""
        + """{"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":[{"type":"text","text":"21 degrees"}]}]}]}""",
    ];

    private static readonly string[] Thinking =
    [
        """{"type":"message_start","message":{"content":[],"usage":{"input_tokens":11,"output_tokens":1}}}""",
        """{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}""",
        """{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Look "}}""",
        """{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"it up."}}""",
        """{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"sig"}}""",
        """{"type":"content_block_stop","index":0}""",
        """{"type":"content_block_start","index":1,"content_block":{"type":"redacted_thinking","data":"hidden"}}""",
        """{"type":"content_block_stop","index":1}""",
        """{"type":"content_block_start","index":2,"content_block":{"type":"text","text":""}}""",
        """{"type":"content_block_delta","index":2,"delta":{"type":"text_delta","text":"A moment."}}""",
        """{"type":"content_block_stop","index":2}""",
        """{"type":"content_block_start","index":3,"content_block":{"type":"tool_use","id":"toolu_1","name":"weather","input":{}}}""",
        """{"type":"content_block_delta","index":3,"delta":{"type":"input_json_delta","partial_json":"{\"city\":"}}""",
        """{"type":"content_block_delta","index":3,"delta":{"type":"input_json_delta","partial_json":"\"Bern\"}"}}""",
        """{"type":"content_block_stop","index":3}""",
        """{"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":30}}""",
        """{"type":"message_stop"}""",
    ];

    [Test]
    public async Task The_sdk_gets_messages_streams_tools_thoughts_errors_and_models()
    {
        await using var provider = FaultServer.Start(script => script.On("/messages").Then(
            AnthropicReplies.Whole("Sunny."),
            AnthropicReplies.Stream("Sun", "ny."),
            FaultReply.Whole(200, "application/json", ToolCall),
            AnthropicReplies.Whole("It is 21 degrees."),
            FaultReply.EventStream(Thinking.Select(data => $"data: {data}\n\n")),
            AnthropicReplies.Whole("Warm."),
            AnthropicReplies.Stream("Sun", "ny.").CutAfter(3, FaultEnding.Reset),
            FaultReplies.ServerError()));
        await using var world = await GatewayWorld.StartAsync(
            $"""
            [gateway.auth]
            enabled = true

            [models.claude]
            routing = ["anthropic"]

            [models.claude.providers.anthropic]
            type = "anthropic"
            model_name = "claude-sonnet-4-5"
            api_base = "{provider.Url}"
            api_key_location = "none"

            [functions.greet]
            type = "chat"

            [functions.greet.variants.plain]
            type = "chat_completion"
            model = "claude"
            """);
        var key = await world.Engine.ApiKeys.CreateAsync("a test", null, default);

        var output = await Node.RunAsync(
            "tests/TensorZero.Embedded.Gateway.Tests/Anthropic/sdk.mjs", "@anthropic-ai/sdk", new Uri(world.Url, "anthropic").ToString(), key);

        var got = JsonElement.Parse(output);
        Assert.Multiple(() =>
        {
            Expect(got, "whole",
                """{"type":"message","role":"assistant","content":[{"type":"text","text":"Sunny."}],"stop_reason":"end_turn","usage":{"input_tokens":11,"output_tokens":7,"cache_read_input_tokens":null,"cache_creation_input_tokens":null},"answeredBy":"tensorzero::model_name::claude"}""");
            Expect(got, "streamed",
                """{"texts":["Sun","ny."],"content":[{"type":"text","text":"Sunny."}],"stop_reason":"end_turn","usage":{"input_tokens":11,"output_tokens":7,"cache_read_input_tokens":null,"cache_creation_input_tokens":null}}""");
            Expect(got, "toolRound",
                """{"stop_reason":"tool_use","use":{"type":"tool_use","id":"toolu_1","name":"weather","input":{"city":"Bern"}},"text":"It is 21 degrees."}""");
            Expect(got, "streamedThinking",
                """{"thoughts":["Look ","it up."],"blocks":["thinking","redacted_thinking","text","tool_use"],"content":["""
                + """{"type":"thinking","thinking":"Look it up.","signature":"sig","tensorzero::provider_type":"anthropic"},"""
                + """{"type":"redacted_thinking","data":"hidden","tensorzero::provider_type":"anthropic"},{"type":"text","text":"A moment."},"""
                + """{"type":"tool_use","id":"toolu_1","name":"weather","input":{"city":"Bern"}}],"stop_reason":"tool_use","text":"Warm."}""");
            Expect(got, "brokenStream", """{"text":"Sun","kind":"APIError","type":"api_error"}""");
            Expect(got, "notFound", """{"kind":"NotFoundError","status":404,"type":"not_found_error","hasRequestId":true}""");
            Expect(got, "badRequest", """{"kind":"BadRequestError","status":400,"type":"invalid_request_error","hasRequestId":true}""");
            Expect(got, "failedUpstream", """{"kind":"InternalServerError","status":502,"type":"api_error","hasRequestId":true}""");
            Expect(got, "count", """{"kind":"NotFoundError","status":404,"type":"not_found_error","hasRequestId":true}""");
            Expect(got, "stranger", """{"kind":"AuthenticationError","status":401,"type":"authentication_error","hasRequestId":true}""");
            Expect(got, "models",
                """{"ids":["tensorzero::function_name::greet","tensorzero::model_name::claude"],"one":"tensorzero::model_name::claude"}""");
            Assert.That(provider.Requests.Select(request => request.Body).ToArray()[3..6], Is.EqualTo(Asked));
        });
    }

    private static void Expect(JsonElement got, string name, string expected) =>
        Assert.That(got.GetProperty(name).GetRawText(), Is.EqualTo(expected), name);
}
