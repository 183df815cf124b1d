namespace TensorZero.Embedded.Gateway.Http;

/// <summary>
/// Sends an answer as it arrives. A failure before the first content is an ordinary reply; one after it is an event. When the caller
/// leaves, the function's disconnect policy decides whether the inference goes on.
/// </summary>
internal static class StreamReply
{
    public static async Task SendAsync(GatewayCall call, InferenceRequest request, IStreamShape shape)
    {
        var chunks = call.Engine.Inference.InferStreamingAsync(request, call.Aborted).GetAsyncEnumerator(call.Aborted);
        await using var disposal = chunks.ConfigureAwait(false);
        if (!await chunks.MoveNextAsync().ConfigureAwait(false))
        {
            return;
        }

        using var events = new EventStream(call.Http);
        events.Start();
        try
        {
            await SendAllAsync(call, chunks, events, shape).ConfigureAwait(false);
        }
        catch (Exception exception) when (!call.Aborted.IsCancellationRequested)
        {
            shape.PutFailure(events, ErrorOf(call, exception) with { RequestId = call.Http.TraceIdentifier });
        }

        shape.PutEnd(events);
        await events.FlushAsync().ConfigureAwait(false);
    }

    private static async Task SendAllAsync(
        GatewayCall call, IAsyncEnumerator<InferenceChunk> chunks, EventStream events, IStreamShape shape)
    {
        using var silence = new SilenceBreaker(call.Served.Options.KeepAliveInterval, call.Served.Time, events);
        do
        {
            shape.Put(events, chunks.Current);
            await events.FlushAsync().ConfigureAwait(false);
        }
        while (await silence.NextAsync(chunks).ConfigureAwait(false));
    }

    private static GatewayError ErrorOf(GatewayCall call, Exception exception)
    {
        if (GatewayErrors.Of(exception) is { } error)
        {
            return error;
        }

        GatewayLog.Broke(call.Served.Logger, exception, call.Http.Request.Path, call.Http.TraceIdentifier);
        return GatewayErrors.Internal(call.Http.TraceIdentifier);
    }
}
