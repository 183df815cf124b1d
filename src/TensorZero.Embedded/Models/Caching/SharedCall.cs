using TensorZero.Embedded.Providers;

namespace TensorZero.Embedded.Models.Caching;

/// <summary>What came of a call that others waited for.</summary>
internal sealed class SharedCall
{
    /// <summary>Whoever called it was cancelled, or its time was up.</summary>
    public static SharedCall Left { get; } = new();

    /// <summary>The provider failed.</summary>
    public static SharedCall Unanswered { get; } = new() { Failed = true };

    public bool Failed { get; private init; }

    /// <summary>As those who waited get it: paid for already. Null when there is none.</summary>
    public ProviderResponse? Answer { get; private init; }

    public ReadOnlyMemory<byte> RawRequest { get; private init; }

    public ReadOnlyMemory<byte> RawResponse { get; private init; }

    public static SharedCall Answered(ProviderResponse answer, ProviderCall call) => new()
    {
        Answer = new ProviderResponse
        {
            Content = answer.Content,
            Usage = new Usage(answer.Usage.InputTokens, answer.Usage.OutputTokens, Cost: 0m),
            FinishReason = answer.FinishReason,
        },
        RawRequest = call.RawRequest,
        RawResponse = call.RawResponse,
    };
}
