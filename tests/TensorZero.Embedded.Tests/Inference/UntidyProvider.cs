using TensorZero.Embedded.Providers;

namespace TensorZero.Embedded.Tests.Inference;

/// <summary>Streams well, and throws when its stream is left.</summary>
internal sealed class UntidyProvider : ModelProvider
{
    public override string Type => "scripted";

    public override ValueTask<ProviderResponse> InferAsync(
        ModelRequest request, ProviderCall call, CancellationToken cancellationToken) => throw new NotSupportedException();

    public override async IAsyncEnumerable<ProviderChunk> InferStreamingAsync(
        ModelRequest request, ProviderCall call, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            yield return new ProviderChunk { Content = [new TextChunk("0", "Hello")] };
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }
        finally
        {
            CloseThePipe();
        }
    }

    private static void CloseThePipe() => throw new InvalidOperationException("The pipe is gone.");
}
