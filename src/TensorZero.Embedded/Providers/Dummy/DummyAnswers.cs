namespace TensorZero.Embedded.Providers.Dummy;

/// <summary>What the dummy provider answers, by model name.</summary>
internal static class DummyAnswers
{
    private const string Sentence =
        "The lighthouse keeper counted nine ships before the fog came in, and then he counted them again by ear.";
    private const string Temperature = """{"location":"Brooklyn","units":"celsius"}""";

    private static readonly ThoughtBlock Thought = new("hmmm");

    private static readonly Dictionary<string, IReadOnlyList<ContentBlock>> ByName = new(StringComparer.Ordinal)
    {
        ["alternate"] = ["The lighthouse keeper slept, and for once the fog did not come."],
        ["empty"] = [""],
        ["null"] = [],
        ["json"] = ["""{"answer":"Hello"}"""],
        ["json_goodbye"] = ["""{"answer":"Goodbye"}"""],
        ["json_diff_schema"] = ["""{"response":"Hello"}"""],
        ["json_cot"] = ["""{"thinking":"hmmm","response":{"answer":"tokyo!"}}"""],
        ["json_beatles_1"] = ["""{"names":["John","George"]}"""],
        ["json_beatles_2"] = ["""{"names":["Paul","Ringo"]}"""],
        ["tool"] = [new ToolCallBlock("0", "get_temperature", Temperature)],
        ["tool_split_name"] = [new ToolCallBlock("0", "get_temperature", Temperature)],
        ["bad_tool"] = [new ToolCallBlock("0", "get_temperature", """{"location":"Brooklyn","units":"Celsius"}""")],
        ["invalid_tool_arguments"] = [new ToolCallBlock("0", "get_temperature", "Not valid 'JSON'")],
        ["good_tool"] = [new ToolCallBlock("0", "output_schema_tool", """{"sentiment":"positive","confidence":0.95}""")],
        ["reasoner"] = [Thought, Sentence],
        ["reasoner_with_signature"] = [Thought with { Signature = "my_signature" }, Sentence],
        ["json_reasoner"] = [Thought, """{"answer":"Hello"}"""],
        ["best_of_n_0"] = ["""{"thinking":"hmmm","answer_choice":0}"""],
        ["best_of_n_1"] = ["""{"thinking":"hmmm","answer_choice":1}"""],
        ["best_of_n_big"] = ["""{"thinking":"hmmm","answer_choice":100}"""],
        ["flaky_best_of_n_judge"] = ["""{"thinking":"hmmm","answer_choice":0}"""],
        ["llm_judge::true"] = ["""{"score":true}"""],
        ["llm_judge::false"] = ["""{"score":false}"""],
        ["llm_judge::zero"] = ["""{"score":0}"""],
        ["llm_judge::one"] = ["""{"score":1}"""],
    };

    public static ProviderResponse For(string modelName, ModelRequest request)
    {
        var content = modelName switch
        {
            "echo" => [LastUserText(request)],
            "echo_request_messages" => [DummyWire.WriteMessages(request)],
            _ => ByName.GetValueOrDefault(modelName, [Sentence]),
        };
        return new ProviderResponse
        {
            Content = content,
            Usage = UsageOf(modelName),
            FinishReason = content is [ToolCallBlock] ? FinishReason.ToolCall : FinishReason.Stop,
        };
    }

    private static Usage UsageOf(string modelName) => modelName switch
    {
        "input_tokens_zero" => new Usage(0, 10),
        "output_tokens_zero" => new Usage(10, 0),
        "input_tokens_output_tokens_zero" => new Usage(0, 0),
        "input_five_output_six" => new Usage(5, 6),
        _ => new Usage(10, 10),
    };

    private static string LastUserText(ModelRequest request)
    {
        for (var i = request.Messages.Count - 1; i >= 0; i--)
        {
            if (request.Messages[i] is { Role: Role.User } message)
            {
                return message.Content.OfType<TextBlock>().FirstOrDefault()?.Text ?? "";
            }
        }

        return "";
    }
}
