using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;
using TensorZero.Embedded.Providers;

namespace TensorZero.Embedded.Tests.Inference;

/// <summary>An application's own provider that always gives the same answer and keeps what it was asked.</summary>
internal sealed class CannedProvider(params IReadOnlyList<ContentBlock> content) : ModelProvider
{
    /// <summary>A model of it, <c>m</c>.</summary>
    public const string Configuration =
        """
        [models.m]
        routing = ["a"]

        [models.m.providers.a]
        type = "canned"

        """;

    public override string Type => "canned";

    public EngineWorld Start(string more) =>
        EngineWorld.Start($"{Configuration}\n{more}", options => options.AddProviderType(Type, _ => this));

    public IReadOnlyList<ContentBlock> Content { get; set; } = content;

    /// <summary>What <see cref="ProviderCall.RawResponse"/> says of a whole answer.</summary>
    public string RawResponse { get; set; } = "{}";

    public ConcurrentQueue<ModelRequest> Requests { get; } = [];

    /// <summary>The last request.</summary>
    public ModelRequest Asked => Requests.Last();

    public override ValueTask<ProviderResponse> InferAsync(
        ModelRequest request, ProviderCall call, CancellationToken cancellationToken)
    {
        Requests.Enqueue(request);
        call.RawResponse = Encoding.UTF8.GetBytes(RawResponse);
        return ValueTask.FromResult(new ProviderResponse { Content = Content, Usage = new Usage(3, 5), FinishReason = FinishReason.Stop });
    }

    public override async IAsyncEnumerable<ProviderChunk> InferStreamingAsync(
        ModelRequest request, ProviderCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Requests.Enqueue(request);
        for (var i = 0; i < Content.Count; i++)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var piece in Pieces(Content[i], $"{i}"))
            {
                yield return new ProviderChunk { Content = [piece] };
            }
        }

        yield return new ProviderChunk
        {
            Usage = new Usage(3, 5),
            FinishReason = FinishReason.Stop,
            RawChunk = Encoding.UTF8.GetBytes(RawResponse),
        };
    }

    /// <summary>Two pieces of each text, so that somebody has to put them together.</summary>
    private static IEnumerable<ContentChunk> Pieces(ContentBlock block, string id)
    {
        switch (block)
        {
            case TextBlock text:
                yield return new TextChunk(id, text.Text[..(text.Text.Length / 2)]);
                yield return new TextChunk(id, text.Text[(text.Text.Length / 2)..]);
                break;
            case ToolCallBlock call:
                yield return new ToolCallChunk(call.Id, call.RawName, call.RawArguments[..(call.RawArguments.Length / 2)]);
                yield return new ToolCallChunk(call.Id, null, call.RawArguments[(call.RawArguments.Length / 2)..]);
                break;
            case ThoughtBlock thought:
                yield return new ThoughtChunk(id, thought.Text);
                break;
            case UnknownBlock unknown:
                yield return new UnknownChunk(id, unknown.Data);
                break;
        }
    }
}
