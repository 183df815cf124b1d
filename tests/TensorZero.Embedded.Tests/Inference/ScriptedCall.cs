using System.Text;
using System.Threading.Channels;
using TensorZero.Embedded.Providers;

namespace TensorZero.Embedded.Tests.Inference;

/// <summary>One call of a <see cref="ScriptedProvider"/>, in the hands of the test.</summary>
internal sealed class ScriptedCall(ModelRequest request, ProviderCall call, CancellationToken token)
{
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ModelRequest Request { get; } = request;

    public ProviderCall Call { get; } = call;

    public CancellationToken Token { get; } = token;

    /// <summary>Completes when the engine is done with the call, in whatever way.</summary>
    public Task Left => _left.Task.OrFail();

    internal TaskCompletionSource<ProviderResponse> Whole { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Channel<ProviderChunk> Chunks { get; } = Channel.CreateUnbounded<ProviderChunk>();

    public void Answer(params IReadOnlyList<ContentBlock> content) => Whole.SetResult(new ProviderResponse
    {
        Content = content,
        Usage = new Usage(3, 5),
        FinishReason = FinishReason.Stop,
    });

    public void Say(params IReadOnlyList<ContentChunk> pieces) =>
        Send(new ProviderChunk { Content = pieces, RawChunk = Encoding.UTF8.GetBytes($"{{\"pieces\":{pieces.Count}}}") });

    public void Say(string text) => Say(new TextChunk("0", text));

    public void Send(ProviderChunk chunk) => Chunks.Writer.TryWrite(chunk);

    /// <summary>The proper end of a stream, after its usage and finish reason.</summary>
    public void End()
    {
        Send(new ProviderChunk { Usage = new Usage(3, 5), FinishReason = FinishReason.Stop, RawChunk = """{"end":true}"""u8.ToArray() });
        Chunks.Writer.Complete();
    }

    public void Fail(Exception exception)
    {
        Whole.TrySetException(exception);
        Chunks.Writer.TryComplete(exception);
    }

    internal void Leave() => _left.TrySetResult();
}
