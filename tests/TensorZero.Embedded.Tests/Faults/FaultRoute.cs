using System.Collections.Concurrent;

namespace TensorZero.Embedded.Tests.Faults;

/// <summary>The replies for one kind of request: those of <c>Then</c> once each, in order; after them that of <c>Always</c>.</summary>
internal sealed class FaultRoute(Func<FaultRequest, bool> matches)
{
    private readonly ConcurrentQueue<FaultReply> _once = [];
    private Func<FaultRequest, FaultReply>? _always;

    public FaultRoute Then(params ReadOnlySpan<FaultReply> replies)
    {
        foreach (var reply in replies)
        {
            _once.Enqueue(reply);
        }

        return this;
    }

    public void Always(FaultReply reply) => _always = _ => reply;

    public void Always(Func<FaultRequest, FaultReply> reply) => _always = reply;

    internal FaultReply? ReplyTo(FaultRequest request) =>
        !matches(request) ? null
        : _once.TryDequeue(out var reply) ? reply
        : _always?.Invoke(request);
}
