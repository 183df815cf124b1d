using System.Net.Sockets;
using System.Text;

namespace TensorZero.Embedded.Tests.Faults;

/// <summary>One connection: reads a request, plays its reply, and goes on until either side ends it.</summary>
internal sealed class FaultConnection(Socket socket, int number, Func<FaultRequest, FaultReply> replyTo, CancellationToken stop)
{
    public async Task RunAsync()
    {
        socket.NoDelay = true;
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        var requests = new HttpRequestReader(stream, number, stop);
        while (await requests.ReadAsync() is { } request)
        {
            var reply = replyTo(request);
            var end = await AnswerAsync(stream, requests, reply);
            var isOver = end != FaultRequestEnd.Answered || reply.Ending != FaultEnding.KeepAlive;
            if (isOver)
            {
                Close(stream, reply.Ending);
            }

            request.End(end);
            if (isOver)
            {
                return;
            }
        }
    }

    private void Close(NetworkStream stream, FaultEnding ending)
    {
        if (ending == FaultEnding.Reset)
        {
            // Not through the stream, which would say goodbye (FIN) first.
            socket.LingerState = new LingerOption(true, 0);
            socket.Dispose();
        }

        stream.Dispose();
    }

    private async Task<FaultRequestEnd> AnswerAsync(NetworkStream stream, HttpRequestReader requests, FaultReply reply)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var sending = SendAsync(stream, reply, leaving.Token);
        var watching = requests.WatchAsync();
        if (await Task.WhenAny(sending, watching) == watching && !(watching.IsCompletedSuccessfully && await watching))
        {
            await leaving.CancelAsync();
        }

        try
        {
            await sending;
            return FaultRequestEnd.Answered;
        }
        catch (OperationCanceledException)
        {
            return stop.IsCancellationRequested ? FaultRequestEnd.ServerStopped : FaultRequestEnd.ClientLeft;
        }
        catch (IOException)
        {
            return FaultRequestEnd.ClientLeft;
        }
    }

    private static async Task SendAsync(NetworkStream stream, FaultReply reply, CancellationToken cancellationToken)
    {
        await reply.Start.WaitAsync(cancellationToken);
        if (reply.Head is not null)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(reply.Head), cancellationToken);
        }

        foreach (var part in reply.Parts)
        {
            await PauseAsync(reply, cancellationToken);
            ReadOnlyMemory<byte> bytes = reply.IsChunked
                ? (byte[])[.. Encoding.ASCII.GetBytes($"{part.Length:x}\r\n"), .. part.Span, .. "\r\n"u8]
                : part;
            await stream.WriteAsync(bytes, cancellationToken);
        }

        switch (reply.Ending)
        {
            case FaultEnding.KeepAlive when reply.IsChunked:
                await stream.WriteAsync("0\r\n\r\n"u8.ToArray(), cancellationToken);
                break;
            case FaultEnding.Close or FaultEnding.Reset:
                await PauseAsync(reply, cancellationToken);
                break;
            case FaultEnding.Silence:
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
                break;
        }
    }

    private static Task PauseAsync(FaultReply reply, CancellationToken cancellationToken) =>
        reply.Pace is null ? Task.CompletedTask : reply.Pace.WaitAsync(cancellationToken);
}
