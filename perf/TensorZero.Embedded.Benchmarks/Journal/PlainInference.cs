using System.Text;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Benchmarks.Journal;

/// <summary>An inference with one provider call: two rows of some 2 KB each, of which the table says the true size.</summary>
internal sealed class PlainInference
{
    private const string Sentence = "The parcel left our warehouse on Tuesday morning and was handed to the carrier the same evening. ";

    private readonly UuidV7Source _ids = new(TimeProvider.System, new Random(1));
    private readonly string _question = string.Concat(Enumerable.Repeat(Sentence, 6));
    private readonly string _answer = string.Concat(Enumerable.Repeat(Sentence, 5));
    private readonly byte[] _rawRequest;
    private readonly byte[] _rawResponse;

    public PlainInference()
    {
        _rawRequest = Encoding.UTF8.GetBytes($$"""{"model":"gpt-5-mini","messages":[{"role":"user","content":"{{_question}}"}],"temperature":0.3}""");
        _rawResponse = Encoding.UTF8.GetBytes(
            $$$"""
            {"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"gpt-5-mini","choices":[{"index":0,"message":{"role":"assistant",
            "content":"{{{_answer}}}","refusal":null},"finish_reason":"stop"}],"usage":{"prompt_tokens":182,"completion_tokens":71,"total_tokens":253}}
            """);
    }

    public InferenceRecord Next() => new()
    {
        Id = _ids.Next(),
        FunctionName = "answer_customer",
        FunctionType = FunctionType.Chat,
        VariantName = "friendly",
        EpisodeId = _ids.Next(),
        Status = InferenceStatus.Succeeded,
        Input = new InferenceInput { Messages = [InputMessage.User(_question)] },
        Content = [new TextBlock(_answer)],
        ProcessingTime = TimeSpan.FromMilliseconds(840),
        SnapshotHash = "4f1c6d0c9d4b0f3a4f1c6d0c9d4b0f3a4f1c6d0c9d4b0f3a4f1c6d0c9d4b0f3a",
        ModelInferences =
        [
            new ModelInferenceRecord
            {
                Id = _ids.Next(),
                ModelName = "assistant",
                ProviderName = "openai",
                ProviderType = "openai",
                InputMessages = [InputMessage.User(_question)],
                Output = [new TextBlock(_answer)],
                RawRequest = _rawRequest,
                RawResponse = _rawResponse,
                Usage = new Usage(182, 71),
                ResponseTime = TimeSpan.FromMilliseconds(812),
                FinishReason = FinishReason.Stop,
            },
        ],
    };
}
