using System.Text.Json;
using TensorZero.Embedded.Models.Tracing;

namespace TensorZero.Embedded.Tests.Models.Tracing;

/// <summary>Each kind of block as the conventions' schemas of messages have it.</summary>
internal sealed class GenAiMessagesTests
{
    private static readonly (ContentBlock Block, string Json)[] Parts =
    [
        (new TextBlock("Hi"), """{"type":"text","content":"Hi"}"""),
        (new ToolCallBlock("1", "find", """{"q":1}"""), """{"type":"tool_call","id":"1","name":"find","arguments":{"q":1}}"""),
        (new ToolCallBlock("1", "find", "{q"), """{"type":"tool_call","id":"1","name":"find","arguments":"{q"}"""),
        (new ThoughtBlock("Hm"), """{"type":"reasoning","content":"Hm"}"""),
        (new ThoughtBlock(null) { Summary = ["a", "b"] }, """{"type":"reasoning","content":"a\nb"}"""),
        (FileBlock.FromUrl(new Uri("http://x/y.png"), "image/png"), """{"type":"uri","mime_type":"image/png","modality":"image","uri":"http://x/y.png"}"""),
        (FileBlock.FromBase64("AAAA", "application/pdf"), """{"type":"blob","mime_type":"application/pdf","modality":"document","content":""}"""),
        (new UnknownBlock(JsonElement.Parse("[1]")), """{"type":"unknown","data":[1]}"""),
    ];

    [Test]
    public void Every_kind_of_block_has_its_part()
    {
        foreach (var (block, json) in Parts)
        {
            Assert.That(GenAiMessages.Input([InputMessage.User(block)]), Is.EqualTo($$"""[{"role":"user","parts":[{{json}}]}]"""));
        }
    }

    [Test]
    public void A_message_of_tool_results_is_the_tools()
    {
        var messages = GenAiMessages.Input([InputMessage.User(new ToolResultBlock("1", "find", "none")), InputMessage.User("Hi", new ToolResultBlock("2", "find", "7"))]);

        Assert.That(messages, Is.EqualTo(
            """[{"role":"tool","parts":[{"type":"tool_call_response","id":"1","response":"none"}]},"""
            + """{"role":"user","parts":[{"type":"text","content":"Hi"},{"type":"tool_call_response","id":"2","response":7}]}]"""));
    }

    [Test]
    public void Tools_are_told_with_their_schemas()
    {
        var offer = new ToolOffer { Tools = [new ToolDefinition("find", "Finds.", JsonElement.Parse("""{"type":"object"}"""))] };

        Assert.That(
            GenAiMessages.Tools(offer),
            Is.EqualTo("""[{"type":"function","name":"find","description":"Finds.","parameters":{"type":"object"}}]"""));
        Assert.That(GenAiMessages.Tools(null), Is.Null);
    }
}
