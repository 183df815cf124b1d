using TensorZero.Embedded.Tests.Faults;

namespace TensorZero.Embedded.Tests.Storage.ClickHouse;

/// <summary>Stands before a ClickHouse and passes requests on, but for those that a test has it treat otherwise.</summary>
internal sealed class ClickHouseProxy : IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private readonly Uri _behind;
    private readonly FaultServer _server;

    /// <param name="url">The database's URL. Bodies are not compressed, so that a test can read them.</param>
    public ClickHouseProxy(string url)
    {
        _behind = new Uri(url);
        _server = FaultServer.Start(script => script.OnAny().Always(request => Fault?.Invoke(request, () => Forward(request)) ?? Forward(request)));
    }

    /// <summary>Answers a request in the server's place, or with what the server is made to say; null has it passed on.</summary>
    public Func<FaultRequest, Func<FaultReply>, FaultReply?>? Fault { get; set; }

    /// <summary>The database, through here.</summary>
    public string Url => new UriBuilder(_behind) { Port = _server.Port, Query = "enable_http_compression=0" }.Uri.AbsoluteUri;

    /// <summary>Has the first insert into a table go wrong, and no other request.</summary>
    /// <returns>Completes when it has arrived.</returns>
    public Task BreakFirstInsert(string into, Func<Func<FaultReply>, FaultReply> reply)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Fault = (request, forward) => request.Path.Contains(Uri.EscapeDataString($"{into} FORMAT"), StringComparison.Ordinal) && arrived.TrySetResult()
            ? reply(forward)
            : null;
        return arrived.Task.OrFail();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _http.Dispose();
    }

    private FaultReply Forward(FaultRequest request)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(_behind, request.Path)) { Content = new StringContent(request.Body) };
        message.Headers.Add("Authorization", request.Headers["Authorization"]);
        message.Content.Headers.Remove("Content-Type");
        if (request.Headers.TryGetValue("Content-Type", out var type))
        {
            message.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        using var response = _http.Send(message);
        using var body = new MemoryStream();
        response.Content.ReadAsStream().CopyTo(body);
        string[] own =
        [
            .. response.Headers.Where(header => header.Key.StartsWith("X-ClickHouse", StringComparison.Ordinal))
                .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}"),
        ];
        return FaultReply.Whole((int)response.StatusCode, "text/plain", body.ToArray(), own);
    }
}
