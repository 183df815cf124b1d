using TensorZero.Embedded.Evaluations;
using TensorZero.Embedded.Gateway.Http;

namespace TensorZero.Embedded.Gateway.Native;

/// <summary>
/// <c>POST /internal/evaluations/run</c>: runs an evaluation and tells what happens by server-sent events. A caller who leaves ends it; what
/// is done stays on record.
/// </summary>
internal static class EvaluationRunRoute
{
    public static async Task RunAsync(GatewayCall call)
    {
        var request = await call.ReadAsync(EvaluationRunCall.Read).ConfigureAwait(false);
        var updates = new EvaluationRunner(call.Engine).StreamAsync(request, call.Aborted).GetAsyncEnumerator(call.Aborted);
        await using var disposal = updates.ConfigureAwait(false);
        _ = await updates.MoveNextAsync().ConfigureAwait(false);
        var started = (EvaluationStarted)updates.Current;

        using var events = new EventStream(call.Http);
        events.Start();
        try
        {
            await SendAllAsync(call, updates, events, new EvaluationEvents(started)).ConfigureAwait(false);
        }
        catch (Exception exception) when (!call.Aborted.IsCancellationRequested)
        {
            var error = GatewayErrors.Of(exception);
            if (error is null)
            {
                GatewayLog.Broke(call.Served.Logger, exception, call.Http.Request.Path, call.Http.TraceIdentifier);
                error = GatewayErrors.Internal(call.Http.TraceIdentifier);
            }

            events.Put("event"u8, (started, error.Message), static (writer, state) =>
                EvaluationEvents.WriteFatal(writer, state.started, state.Message));
        }

        await events.FlushAsync().ConfigureAwait(false);
    }

    private static async Task SendAllAsync(
        GatewayCall call, IAsyncEnumerator<EvaluationUpdate> updates, EventStream events, EvaluationEvents shape)
    {
        using var silence = new SilenceBreaker(call.Served.Options.KeepAliveInterval, call.Served.Time, events);
        do
        {
            events.Put("event"u8, (shape, updates.Current), static (writer, state) => state.shape.Write(writer, state.Current));
            await events.FlushAsync().ConfigureAwait(false);
        }
        while (await silence.NextAsync(updates).ConfigureAwait(false));
    }
}
