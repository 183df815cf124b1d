using TensorZero.Embedded.Tests.Faults;
using TensorZero.Embedded.Tests.Inference;

namespace TensorZero.Embedded.Tests.Models.Tracing;

/// <summary>Every span and every attribute of an inference, to the letter.</summary>
internal sealed class SpanTests
{
    [Test]
    public async Task Whole_without_content()
    {
        Assert.That(await TraceOfAsync(""), Is.EqualTo(
            """
            function_inference
              episode_id = <7>
              function_name = greet
              inference_id = <7>
              stream = false
              tags.team = tea
              tensorzero.status = succeeded
              variant_name = v
                variant_inference
                  function_name = greet
                  stream = false
                  variant_name = v
                    model_inference
                      model_name = m
                      stream = false
                        model_provider_inference (Client)
                          gen_ai.agent.name = greet
                          gen_ai.conversation.id = <7>
                          gen_ai.operation.name = chat
                          gen_ai.provider.name = openai
                          gen_ai.request.max_tokens = 9
                          gen_ai.request.model = x
                          gen_ai.request.seed = 3
                          gen_ai.request.stop_sequences = [END, STOP]
                          gen_ai.request.temperature = 0.5
                          gen_ai.response.finish_reasons = [stop]
                          gen_ai.response.id = chatcmpl-1
                          gen_ai.response.model = scripted
                          gen_ai.system = openai
                          gen_ai.usage.input_tokens = 11
                          gen_ai.usage.output_tokens = 7
                          gen_ai.usage.total_tokens = 18
                          inference_id = <7>
                          model_inference_id = <7>
                          provider_name = a
                          stream = false
                          tensorzero.cost_usd = 0.000025
            """));
    }

    [Test]
    public async Task Streamed_with_content()
    {
        Assert.That(await TraceOfAsync("include_content = true", streamed: true), Is.EqualTo(
            """
            function_inference
              episode_id = <7>
              function_name = greet
              inference_id = <7>
              stream = true
              tags.team = tea
              tensorzero.status = succeeded
              variant_name = v
                variant_inference
                  function_name = greet
                  stream = true
                  variant_name = v
                    model_inference
                      model_name = m
                      stream = true
                        model_provider_inference (Client)
                          gen_ai.agent.name = greet
                          gen_ai.conversation.id = <7>
                          gen_ai.input.messages = [{"role":"user","parts":[{"type":"text","content":"Say \"Hello\"."}]}]
                          gen_ai.operation.name = chat
                          gen_ai.output.messages = [{"role":"assistant","parts":[{"type":"text","content":"Hello"}],"finish_reason":"stop"}]
                          gen_ai.provider.name = openai
                          gen_ai.request.max_tokens = 9
                          gen_ai.request.model = x
                          gen_ai.request.seed = 3
                          gen_ai.request.stop_sequences = [END, STOP]
                          gen_ai.request.stream = true
                          gen_ai.request.temperature = 0.5
                          gen_ai.response.finish_reasons = [stop]
                          gen_ai.response.id = chatcmpl-1
                          gen_ai.response.model = scripted
                          gen_ai.response.time_to_first_chunk = 0
                          gen_ai.system = openai
                          gen_ai.system_instructions = [{"type":"text","content":"Be brief."}]
                          gen_ai.usage.input_tokens = 11
                          gen_ai.usage.output_tokens = 7
                          gen_ai.usage.total_tokens = 18
                          inference_id = <7>
                          model_inference_id = <7>
                          provider_name = a
                          stream = true
                          tensorzero.cost_usd = 0.000025
            """));
    }

    [TestCase("", false)]
    [TestCase("include_content = true", true)]
    public async Task OpenInference(string more, bool showsContent)
    {
        const string Attributes =
            """
            function_inference
              episode_id = <7>
              function_name = greet
              inference_id = <7>
              openinference.span.kind = CHAIN
              stream = false
              tags.team = tea
              tensorzero.status = succeeded
              variant_name = v
                variant_inference
                  function_name = greet
                  openinference.span.kind = CHAIN
                  stream = false
                  variant_name = v
                    model_inference
                      model_name = m
                      openinference.span.kind = CHAIN
                      stream = false
                        model_provider_inference (Client)
                          inference_id = <7>
                          input.mime_type = application/json
                          input.value = {"model":"x","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Say \"Hello\"."}],"temperature":0.5,"max_completion_tokens":9,"seed":3,"stop":["END","STOP"],"stream":false}
                          llm.input_messages.0.message.content = Be brief.
                          llm.input_messages.0.message.role = system
                          llm.input_messages.1.message.content = Say "Hello".
                          llm.input_messages.1.message.role = user
                          llm.invocation_parameters = {"temperature":0.5,"max_tokens":9,"seed":3,"stop_sequences":["END","STOP"]}
                          llm.model_name = x
                          llm.output_messages.0.message.content = Hello
                          llm.output_messages.0.message.role = assistant
                          llm.system = openai
                          llm.token_count.completion = 7
                          llm.token_count.prompt = 11
                          llm.token_count.total = 18
                          model_inference_id = <7>
                          openinference.span.kind = LLM
                          output.mime_type = application/json
                          output.value = {"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"scripted","choices":[{"index":0,"message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}],"usage":{"prompt_tokens":11,"completion_tokens":7,"total_tokens":18}}
                          provider_name = a
                          session.id = <7>
                          stream = false
                          tensorzero.cost_usd = 0.000025
            """;
        string[] content = ["input.", "output.", "llm.input_messages", "llm.output_messages"];
        var expected = Attributes.Split('\n').Where(line => showsContent || !content.Any(line.TrimStart().StartsWith));

        Assert.That(await TraceOfAsync($"format = \"openinference\"\n{more}"), Is.EqualTo(string.Join('\n', expected)));
    }

    private static async Task<string> TraceOfAsync(string traces, bool streamed = false)
    {
        await using var server = FaultServer.Start(script => script.OnAny().Then(
            streamed ? OpenAIReplies.Stream("Hel", "lo") : OpenAIReplies.Whole("Hello")));
        await using var world = EngineWorld.Start(
            $$"""
            [gateway.export.otlp.traces]
            {{traces}}

            [functions.greet]
            type = "chat"

            [functions.greet.variants.v]
            type = "chat_completion"
            model = "m"
            temperature = 0.5
            max_tokens = 9
            seed = 3
            stop_sequences = ["END", "STOP"]

            """ + OpenAIModel.Toml(
                server.Url,
                """
                api_key_location = "none"
                cost = [
                    { pointer = "/usage/prompt_tokens", cost_per_million = 1 },
                    { pointer = "/usage/completion_tokens", cost_per_million = 2 },
                ]
                """),
            options => options.TimeProvider = new ManualTime());
        using var trace = new TraceRecording();

        await world.Client.AskAsync(streamed, new InferenceRequest
        {
            FunctionName = "greet",
            Input = new InferenceInput { System = SystemPrompt.FromText("Be brief."), Messages = [InputMessage.User("Say \"Hello\".")] },
            Tags = new Dictionary<string, string> { ["team"] = "tea" },
        });

        return trace.Tree();
    }
}
