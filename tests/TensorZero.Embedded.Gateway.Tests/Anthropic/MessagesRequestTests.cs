using System.Text.Json;
using TensorZero.Embedded.Gateway.Anthropic;

namespace TensorZero.Embedded.Gateway.Tests.Anthropic;

internal sealed class MessagesRequestTests
{
    [Test]
    public void Every_block_has_its_kind()
    {
        var input = Read(
            """
            "system": [{"type": "text", "text": "Be kind.", "cache_control": {"type": "ephemeral"}}, {"type": "tensorzero::raw_text", "value": "Be brief."}],
            "messages": [
              {"role": "user", "content": [
                {"type": "text", "text": "What is it?"},
                {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "AAEC"}},
                {"type": "image", "source": {"type": "url", "url": "https://example.com/a.JPG?x=1"}},
                {"type": "image", "source": {"type": "url", "url": "https://example.com/a"}},
                {"type": "document", "title": "t", "source": {"type": "base64", "media_type": "application/pdf", "data": "AAEC"}},
                {"type": "document", "source": {"type": "url", "url": "https://example.com/a.pdf"}},
                {"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "é"}, "citations": {"enabled": false}},
                {"type": "tensorzero::template", "name": "user", "arguments": {"a": 1}}
              ]},
              {"role": "assistant", "content": [
                {"type": "thinking", "thinking": "Hm.", "signature": "sig", "tensorzero::provider_type": "anthropic"},
                {"type": "thinking", "thinking": "", "signature": ""},
                {"type": "redacted_thinking", "data": "hidden"},
                {"type": "server_tool_use", "id": "s", "name": "web_search", "input": {}},
                {"type": "web_search_tool_result", "tool_use_id": "s", "content": []},
                {"type": "tool_use", "id": "1", "name": "look", "input": {"at": "a"}, "caller": {"type": "direct"}},
                {"type": "tool_use", "id": "2", "name": "hear", "input": "{\"cut"}
              ]},
              {"role": "user", "content": [
                {"type": "tool_result", "tool_use_id": "1", "content": [
                  {"type": "text", "text": "A"}, {"type": "image", "source": {"type": "base64", "media_type": "image/gif", "data": "AA=="}}, {"type": "text", "text": "B"}]},
                {"type": "tool_result", "tool_use_id": "2", "content": "deaf", "is_error": true},
                {"type": "tool_result", "tool_use_id": "2"},
                {"type": "text", "text": "Well?"}
              ]},
              {"role": "system", "content": "Be quick."}
            ]
            """).Inference.Request.Input;

        Assert.That(input.System!.Text, Is.EqualTo("Be kind.\nBe brief.\nBe quick."));
        Assert.That(input.Messages.Select(message => message.Role), Is.EqualTo(new[] { Role.User, Role.Assistant, Role.User }));
        Assert.That(input.Messages.SelectMany(message => message.Content).Select(Show), Is.EqualTo(new[]
        {
            "text What is it?", "file image/png AAEC", "file image/jpeg https://example.com/a.JPG?x=1", "file image/* https://example.com/a",
            "file application/pdf t AAEC", "file application/pdf https://example.com/a.pdf", "file text/plain w6k=", "template user {\"a\": 1}",
            "thought anthropic Hm. sig", "thought ", "thought hidden",
            """unknown {"type": "server_tool_use", "id": "s", "name": "web_search", "input": {}}""",
            """unknown {"type": "web_search_tool_result", "tool_use_id": "s", "content": []}""",
            """call 1 look {"at": "a"}""", """call 2 hear {"cut""",
            "result 1 look A\nB", "result 2 hear Error: deaf", "result 2 hear ", "text Well?", "file image/gif AA==",
        }));
    }

    [Test]
    public void Arguments_for_the_system_template_stand_alone()
    {
        var system = Read("""
            "system": [{"type": "tensorzero::template", "name": "system", "arguments": {"tone": "kind"}}], "messages": []
            """).Inference.Request.Input.System!;

        Assert.That(system.Arguments!.Value.GetRawText(), Is.EqualTo("""{"tone": "kind"}"""));
    }

    [Test]
    public void Settings_and_tools_are_those_of_an_inference()
    {
        var call = Read(
            """
            "messages": [], "max_tokens": 5, "temperature": 0.5, "top_p": 0.25, "top_k": 7, "stop_sequences": ["x"], "service_tier": "standard_only",
            "thinking": {"type": "enabled", "budget_tokens": 1024}, "speed": "fast", "stream": true, "cache_control": {"type": "ephemeral"},
            "tools": [
              {"name": "look", "description": "Looks.", "input_schema": {"type": "object"}, "strict": true},
              {"type": "custom", "name": "hear", "input_schema": {"type": "object"}},
              {"type": "web_search_20250305", "name": "web_search", "max_uses": 2}
            ],
            "tool_choice": {"type": "tool", "name": "look", "disable_parallel_tool_use": true},
            "tensorzero::params": {"chat_completion": {"max_tokens": 9, "seed": 3}},
            "tensorzero::provider_tools": [{"tool": {"type": "other"}}],
            "tensorzero::extra_body": [{"pointer": "/x", "value": 1}],
            "tensorzero::include_original_response": true
            """).Inference;

        var request = call.Request;
        Assert.Multiple(() =>
        {
            Assert.That((call.Stream, call.IncludeOriginalResponse, call.IncludeRawResponse, request.IncludeRawResponse), Is.EqualTo((true, true, false, true)));
            Assert.That(request.Params with { StopSequences = null }, Is.EqualTo(new ChatCompletionParams
            {
                MaxTokens = 9,
                Seed = 3,
                Temperature = 0.5,
                TopP = 0.25,
                ServiceTier = ServiceTier.Default,
                ThinkingBudgetTokens = 1024,
            }));
            Assert.That(request.Params.StopSequences, Is.EqualTo(new[] { "x" }));
            Assert.That(request.ExtraBody.Select(edit => $"{edit.Pointer} {edit.Value}"), Is.EqualTo(new[] { "/top_k 7", "/speed fast", "/x 1" }));
            Assert.That(
                request.AdditionalTools.Select(tool => $"{tool.Name} {tool.Description} {tool.Strict} {tool.Parameters}"),
                Is.EqualTo(new[] { """look Looks. True {"type": "object"}""", """hear  False {"type": "object"}""" }));
            Assert.That(
                request.ProviderTools.Select(tool => tool.Tool.GetRawText()),
                Is.EqualTo(new[] { """{"type": "web_search_20250305", "name": "web_search", "max_uses": 2}""", """{"type": "other"}""" }));
            Assert.That((request.ToolChoice, request.ParallelToolCalls), Is.EqualTo(((ToolChoice?)ToolChoice.Specific("look"), (bool?)false)));
        });
    }

    [TestCase("\"thinking\": {\"type\": \"adaptive\"}", "high", null)]
    [TestCase("\"thinking\": {\"type\": \"adaptive\", \"display\": \"omitted\"}, \"output_config\": {\"effort\": \"low\"}", "low", null)]
    [TestCase("\"output_config\": {\"effort\": \"max\"}", "max", null)]
    [TestCase("\"thinking\": {\"type\": \"disabled\"}", null, null)]
    [TestCase("\"thinking\": {\"type\": \"enabled\", \"budget_tokens\": 2048}", null, 2048)]
    public void Thinking_is_an_effort_or_a_budget(string member, string? effort, int? budget)
    {
        var settings = Read($"\"messages\": [], {member}").Inference.Request.Params;

        Assert.That((settings.ReasoningEffort, settings.ThinkingBudgetTokens), Is.EqualTo((effort, budget)));
    }

    [Test]
    public void An_output_format_is_a_schema_that_the_provider_keeps_to()
    {
        var request = Read("""
            "messages": [], "output_config": {"format": {"type": "json_schema", "schema": {"type": "object"}}}
            """).Inference.Request;

        Assert.That((request.Params.JsonMode, request.OutputSchema!.Value.GetRawText()), Is.EqualTo(((JsonMode?)JsonMode.Strict, """{"type": "object"}""")));
    }

    [TestCase("auto", ToolChoiceKind.Auto)]
    [TestCase("any", ToolChoiceKind.Required)]
    [TestCase("none", ToolChoiceKind.None)]
    public void Each_way_to_choose_a_tool_is_known(string type, ToolChoiceKind kind)
    {
        var request = Read($$"""
            "messages": [], "tool_choice": {"type": "{{type}}"}
            """).Inference.Request;

        Assert.That((request.ToolChoice!.Kind, request.ParallelToolCalls), Is.EqualTo((kind, (bool?)null)));
    }

    /// <summary>What is read must outlive the document.</summary>
    private static MessagesCall Read(string members)
    {
        using var document = JsonDocument.Parse($$"""{"model": "tensorzero::model_name::m", {{members}}}""");
        return MessagesRequestReader.Read(document.RootElement, null);
    }

    private static string Show(ContentBlock block) => block switch
    {
        TextBlock text => $"text {text.Text}",
        TemplateBlock template => $"template {template.Name} {template.Arguments}",
        FileBlock file => string.Join(' ', new[] { "file", file.MimeType, file.FileName, file.Url?.OriginalString ?? file.Data }.Where(part => part is not null)),
        ThoughtBlock thought => string.Join(' ', new[] { "thought", thought.ProviderType, thought.Text, thought.Signature }.Where(part => part is not null)),
        ToolCallBlock call => $"call {call.Id} {call.RawName} {call.RawArguments}",
        ToolResultBlock result => $"result {result.Id} {result.Name} {result.Result}",
        UnknownBlock unknown => $"unknown {unknown.Data.GetRawText()}",
        _ => block.GetType().Name,
    };
}
