using System.Runtime.CompilerServices;
using System.Threading.Channels;
using TensorZero.Embedded.Providers;

namespace TensorZero.Embedded.Tests.Inference;

/// <summary>An application's own provider whose every call waits for what the test says.</summary>
internal sealed class ScriptedProvider : ModelProvider
{
    public const string Configuration =
        """
        [models.scripted]
        routing = ["only"]

        [models.scripted.providers.only]
        type = "scripted"

        """;

    private readonly Channel<ScriptedCall> _calls = Channel.CreateUnbounded<ScriptedCall>();
    private int _count;

    public override string Type => "scripted";

    /// <summary>False for a provider that goes on when it is cancelled.</summary>
    public bool HeedsCancellation { get; init; } = true;

    public int Count => Volatile.Read(ref _count);

    /// <summary>The next call that nobody has taken yet, as soon as there is one.</summary>
    public Task<ScriptedCall> NextCallAsync() => _calls.Reader.ReadAsync().AsTask().OrFail();

    public override async ValueTask<ProviderResponse> InferAsync(
        ModelRequest request, ProviderCall call, CancellationToken cancellationToken)
    {
        var scripted = Begin(request, call, cancellationToken);
        try
        {
            return await scripted.Whole.Task.WaitAsync(HeedsCancellation ? cancellationToken : CancellationToken.None);
        }
        finally
        {
            scripted.Leave();
        }
    }

    public override async IAsyncEnumerable<ProviderChunk> InferStreamingAsync(
        ModelRequest request, ProviderCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var scripted = Begin(request, call, cancellationToken);
        try
        {
            await foreach (var chunk in scripted.Chunks.Reader.ReadAllAsync(cancellationToken))
            {
                yield return chunk;
            }
        }
        finally
        {
            scripted.Leave();
        }
    }

    private ScriptedCall Begin(ModelRequest request, ProviderCall call, CancellationToken cancellationToken)
    {
        var scripted = new ScriptedCall(request, call, cancellationToken);
        Interlocked.Increment(ref _count);
        _calls.Writer.TryWrite(scripted);
        return scripted;
    }
}
