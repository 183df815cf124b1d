using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Tests.Content;

internal sealed class ContentJsonReadingTests
{
    private static readonly string[][] LegacyBlocks =
    [
        ["""{"type":"text","value":"hi"}""", """{"type":"text","text":"hi"}"""],
        ["""{"type":"text","value":{"a":1}}""", """{"type":"template","name":"user","arguments":{"a":1}}"""],
        ["""{"type":"text","arguments":{"a":1}}""", """{"type":"template","name":"user","arguments":{"a":1}}"""],
        [
            """{"type":"tool_call","id":"1","name":"n","arguments":{"a": 1}}""",
            """{"type":"tool_call","id":"1","name":"n","arguments":"{\"a\": 1}"}""",
        ],
        [
            """{"type":"tool_call","id":"1","raw_name":"r","raw_arguments":"x","name":null,"arguments":null}""",
            """{"type":"tool_call","id":"1","name":"r","arguments":"x"}""",
        ],
        [
            """{"type":"thought","text":"t","_internal_provider_type":"anthropic"}""",
            """{"type":"thought","text":"t","provider_type":"anthropic"}""",
        ],
        [
            """{"type":"unknown","data":1,"model_provider_name":"tensorzero::model_name::m::x::provider_name::p"}""",
            """{"type":"unknown","data":1,"model_name":"m::x","provider_name":"p"}""",
        ],
        ["""{"type":"image","url":"https://a/b.png"}""", """{"type":"file","file_type":"url","url":"https://a/b.png","mime_type":null}"""],
        [
            """{"type":"file","mime_type":"image/png","data":"AA"}""",
            """{"type":"file","file_type":"base64","source_url":null,"mime_type":"image/png","data":"AA"}""",
        ],
        [
            """{"type":"file","file":{"url":"https://a/b.png","mime_type":"image/png"},"storage_path":{"path":"x"}}""",
            """{"type":"file","file_type":"url","url":"https://a/b.png","mime_type":"image/png"}""",
        ],
        [
            """{"type":"file","source_url":null,"mime_type":"image/png","storage_path":{"path":"x"}}""",
            """{"type":"unknown","data":{"type":"file","source_url":null,"mime_type":"image/png","storage_path":{"path":"x"}}}""",
        ],
    ];

    private static readonly string[][] BadInputs =
    [
        ["[]", "Expected an object for an input."],
        ["""{"sytem":"x"}""", "There is no key `sytem` in an input."],
        ["""{"system":1}""", "`system` must be a string or an object."],
        ["""{"messages":{}}""", "Expected a list of messages."],
        ["""{"messages":[1]}""", "messages[0]: Expected an object for a message."],
        ["""{"messages":[{"content":"x"}]}""", "messages[0]: Missing `role` in a message."],
        [
            """{"messages":[{"role":"user","content":"x"},{"role":"system","content":"x"}]}""",
            "messages[1]: There is no role `system`; it is user or assistant.",
        ],
        ["""{"messages":[{"role":"user","content":"x","name":"y"}]}""", "messages[0]: There is no key `name` in a message."],
        [
            """{"messages":[{"role":"user","content":[{"type":"video"}]}]}""",
            "messages[0].content[0]: There is no content block of type `video`.",
        ],
        [
            """{"messages":[{"role":"user","content":["x"]}]}""",
            "messages[0].content[0]: Expected an object for a content block.",
        ],
        [
            """{"messages":[{"role":"user","content":[{"type":"text","text":"x","arguments":{}}]}]}""",
            "messages[0].content[0]: A text block must have exactly one of `text` and `arguments`.",
        ],
        [
            """{"messages":[{"role":"user","content":[{"type":"text","text":{}}]}]}""",
            "messages[0].content[0]: A text block has a string as `text` or an object as `arguments`.",
        ],
        [
            """{"messages":[{"role":"user","content":[{"type":"file","mime_type":"image/png","data":"data:image/png;base64,AA"}]}]}""",
            "messages[0].content[0]: Expected base64 without a `data:` prefix as `data` in a file block.",
        ],
        [
            """{"messages":[{"role":"user","content":[{"type":"file"}]}]}""",
            "messages[0].content[0]: Missing `url` or `data` in a file block.",
        ],
        [
            """{"messages":[{"role":"user","content":[{"type":"unknown","data":1,"model_provider_name":"x"}]}]}""",
            "messages[0].content[0]: `model_provider_name` must be `tensorzero::model_name::MODEL::provider_name::PROVIDER`; "
            + "better use `model_name` and `provider_name`.",
        ],
    ];

    [TestCaseSource(nameof(LegacyBlocks))]
    public void Older_forms_of_a_block_are_understood(string legacy, string today)
    {
        var input = ContentJson.ReadInput(ContentJsonSamples.Json($$"""{"messages":[{"role":"user","content":[{{legacy}}]}]}"""));
        var content = input.Messages[0].Content;

        Assert.That(ContentJsonSamples.Write(writer => ContentJson.WriteContent(writer, content)), Is.EqualTo($"[{today}]"));
    }

    [TestCase("\"hi\"", """[{"type":"text","text":"hi"}]""")]
    [TestCase("""{"a":1}""", """[{"type":"template","name":"assistant","arguments":{"a":1}}]""")]
    public void Content_may_be_a_bare_text_or_bare_arguments(string content, string today)
    {
        var input = ContentJson.ReadInput(ContentJsonSamples.Json($$"""{"messages":[{"role":"assistant","content":{{content}}}]}"""));

        Assert.That(ContentJsonSamples.Write(writer => ContentJson.WriteContent(writer, input.Messages[0].Content)), Is.EqualTo(today));
    }

    [TestCaseSource(nameof(BadInputs))]
    public void Bad_input_is_refused_with_its_place(string json, string message) =>
        Assert.That(
            () => ContentJson.ReadInput(ContentJsonSamples.Json(json)),
            Throws.TypeOf<ContentJsonException>().With.Message.EqualTo(message));

    [TestCase("""[{"pointer":"/a"}]""")]
    [TestCase("""[{"pointer":"/a","value":1,"delete":true}]""")]
    [TestCase("""[{"pointer":"/a","delete":false}]""")]
    public void A_change_to_a_body_either_sets_or_deletes(string json) =>
        Assert.That(
            () => ContentJsonExtraBody.Read(ContentJsonSamples.Json(json)),
            Throws.TypeOf<ContentJsonException>().With.Message.EqualTo(
                "extra_body[0]: Expected either `value` or `delete = true` in extra_body."));

    [TestCase("implicit_tool", JsonMode.Tool)]
    [TestCase("strict", JsonMode.Strict)]
    public void The_older_word_for_json_mode_tool_is_understood(string word, JsonMode mode) =>
        Assert.That(
            ContentJsonParams.Read(ContentJsonSamples.Json($"{{\"chat_completion\":{{\"json_mode\":\"{word}\"}}}}")).JsonMode,
            Is.EqualTo(mode));
}
