using System.Runtime.CompilerServices;
using TensorZero.Embedded;
using TensorZero.Embedded.Providers;

namespace Guides;

/// <summary>A provider that fails as a script says, and notes when it was asked.</summary>
internal sealed class ScriptedProvider(string name, List<string> asked, Func<ProviderException?> fails) : ModelProvider
{
    public override string Type => "scripted";

    public override ValueTask<ProviderResponse> InferAsync(
        ModelRequest request, ProviderCall call, CancellationToken cancellationToken)
    {
        asked.Add(name);
        return fails() is { } failure
            ? throw failure
            : ValueTask.FromResult(new ProviderResponse { Content = [name], FinishReason = FinishReason.Stop });
    }

    /// <summary>Fails after its first piece, which is empty: no content.</summary>
    public override async IAsyncEnumerable<ProviderChunk> InferStreamingAsync(
        ModelRequest request, ProviderCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        asked.Add(name);
        await Task.Yield();
        yield return new ProviderChunk { Content = [new TextChunk("0", "")] };
        if (fails() is { } failure)
        {
            throw failure;
        }

        yield return new ProviderChunk { Content = [new TextChunk("0", name)], FinishReason = FinishReason.Stop };
    }
}
