using System.Text;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Tests.Storage.Conformance;

/// <summary>Makes provider calls of which a part is always unknown.</summary>
internal sealed class CallMaker(Random random, UuidV7Source ids)
{
    public ModelInferenceRecord Answered(bool isRecorded, bool isStream) => new()
    {
        Id = ids.Next(),
        ModelName = Pick(Names.Models),
        ProviderName = Pick(Names.Providers),
        ProviderType = "openai",
        System = isRecorded && random.Next(2) == 0 ? "Be kind." : null,
        InputMessages = isRecorded ? [InputMessage.User("Hi!")] : [],
        Output = isRecorded ? [new TextBlock("Hello.")] : [],
        RawRequest = isRecorded ? Encoding.UTF8.GetBytes($$"""{"q":"{{random.Next(100)}} Größe"}""") : default,
        RawResponse = isRecorded ? Encoding.UTF8.GetBytes(isStream ? "{\"a\":1}\n{\"a\":2}" : "{}") : default,
        Usage = new Usage(
            Sometimes(random.Next(10_000)),
            Sometimes(random.Next(5_000)),
            random.Next(3) == 0 ? random.Next(1_000) : null,
            random.Next(5) == 0 ? random.Next(1_000) : null,
            random.Next(4) == 0 ? null : random.Next(2_000_000_000) / 1_000_000_000m),
        ResponseTime = random.Next(20) == 0 ? null : TimeSpan.FromMilliseconds(random.Next(3000)),
        TimeToFirstToken = isStream ? TimeSpan.FromMilliseconds(random.Next(500)) : null,
        FinishReason = random.Next(4) switch { 0 => null, 1 => FinishReason.Length, 2 => FinishReason.ToolCall, _ => FinishReason.Stop },
        Cached = random.Next(6) == 0,
    };

    public FailedCallRecord Failed(bool isRecorded) => new()
    {
        Id = ids.Next(),
        VariantName = Pick(Names.Variants),
        ModelName = Pick(Names.Models),
        ProviderName = Pick(Names.Providers),
        ProviderType = "azure",
        Failure = random.Next(2) == 0 ? "error_reply" : "timeout",
        Error = "azure answered 503.",
        StatusCode = random.Next(2) == 0 ? 503 : null,
        RawRequest = isRecorded ? "{\"q\":1}"u8.ToArray() : default,
        RawResponse = isRecorded && random.Next(2) == 0 ? "<html>"u8.ToArray() : default,
        ResponseTime = random.Next(4) == 0 ? null : TimeSpan.FromMilliseconds(random.Next(3000)),
    };

    private long? Sometimes(long number) => random.Next(6) == 0 ? null : number;

    private string Pick(string[] names) => names[random.Next(names.Length)];
}
