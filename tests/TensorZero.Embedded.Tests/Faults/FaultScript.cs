namespace TensorZero.Embedded.Tests.Faults;

/// <summary>What the server answers: the first route that matches a request and still has a reply gives it.</summary>
internal sealed class FaultScript
{
    private readonly List<FaultRoute> _routes = [];

    /// <summary>Requests for this path, such as <c>/v1/messages</c>.</summary>
    public FaultRoute On(string path) => On(request => request.Path == path);

    public FaultRoute On(Func<FaultRequest, bool> matches)
    {
        var route = new FaultRoute(matches);
        _routes.Add(route);
        return route;
    }

    /// <summary>Every request.</summary>
    public FaultRoute OnAny() => On(_ => true);

    internal FaultReply? ReplyTo(FaultRequest request) =>
        _routes.Select(route => route.ReplyTo(request)).FirstOrDefault(reply => reply is not null);
}
