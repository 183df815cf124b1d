using System.Text;

namespace TensorZero.Embedded.Tests.Faults;

/// <summary>
/// One reply, built from what a server does right by the methods that say what it does wrong:
/// <c>OpenAIReplies.Stream("Hel", "lo").CutAfter(2, FaultEnding.Reset).PacedBy(pace)</c>. Immutable: one reply may serve many requests.
/// </summary>
internal sealed record FaultReply
{
    private FaultReply()
    {
    }

    /// <summary>The status line and headers; null when the reply ends before them.</summary>
    public string? Head { get; private init; }

    /// <summary>The pieces of the body, each sent on its own (and as a chunk of its own, when chunked).</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Parts { get; private init; } = [];

    public bool IsChunked { get; private init; }

    public FaultEnding Ending { get; private init; }

    /// <summary>Complete when the first byte may be sent.</summary>
    public Task Start { get; private init; } = Task.CompletedTask;

    /// <summary>Null to send as fast as the client reads.</summary>
    public Pace? Pace { get; private init; }

    /// <summary>A reply of a known length.</summary>
    public static FaultReply Whole(int status, string contentType, string body, params ReadOnlySpan<string> headers) =>
        Whole(status, contentType, Encoding.UTF8.GetBytes(body), headers);

    public static FaultReply Whole(int status, string contentType, byte[] body, params ReadOnlySpan<string> headers) =>
        new() { Head = HeadOf(status, contentType, [.. headers, $"Content-Length: {body.Length}"]), Parts = [body] };

    /// <summary>A reply in chunks, its length unknown at the start.</summary>
    public static FaultReply Chunked(int status, string contentType, IEnumerable<ReadOnlyMemory<byte>> parts) =>
        new() { Head = HeadOf(status, contentType, ["Transfer-Encoding: chunked"]), Parts = parts, IsChunked = true };

    /// <summary>An event stream, one part for each event.</summary>
    public static FaultReply EventStream(IEnumerable<string> events) =>
        Chunked(200, "text/event-stream", [.. events.Select(text => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(text))]);

    /// <summary>The connection is reset before a byte is sent. <c>HttpClient</c> tries a request without a body again by itself.</summary>
    public static FaultReply ResetAtOnce() => new() { Ending = FaultEnding.Reset };

    /// <summary>The request is read and never answered.</summary>
    public static FaultReply Silence() => new() { Ending = FaultEnding.Silence };

    /// <summary>The first byte waits for <paramref name="start"/>.</summary>
    public FaultReply HeldUntil(Task start) => this with { Start = start };

    public FaultReply PacedBy(Pace pace) => this with { Pace = pace };

    /// <summary>Only the first parts are sent, then <paramref name="ending"/> happens in the middle of the reply.</summary>
    public FaultReply CutAfter(int parts, FaultEnding ending) => this with { Parts = Parts.Take(parts), Ending = ending };

    /// <summary>Only the first bytes of the body are sent, fewer than the head announces.</summary>
    public FaultReply CutAfterBytes(int bytes, FaultEnding ending) =>
        this with { Parts = [Parts.SelectMany(part => part.ToArray()).Take(bytes).ToArray()], Ending = ending };

    /// <summary>The last parts are left out and the reply still ends properly: a stream without its terminal event.</summary>
    public FaultReply WithoutLast(int parts) => this with { Parts = [.. Parts.SkipLast(parts)] };

    private static string HeadOf(int status, string contentType, IEnumerable<string> headers) =>
        $"HTTP/1.1 {status} Scripted\r\nContent-Type: {contentType}\r\n{string.Concat(headers.Select(header => $"{header}\r\n"))}\r\n";
}
