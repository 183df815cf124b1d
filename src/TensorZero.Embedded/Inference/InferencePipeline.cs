using System.Diagnostics;
using System.Runtime.CompilerServices;
using TensorZero.Embedded.Engine;
using TensorZero.Embedded.Episodes;
using TensorZero.Embedded.Models;
using TensorZero.Embedded.Variants;

namespace TensorZero.Embedded.Inference;

/// <summary>
/// The way of one request:
/// <list type="number">
/// <item>enter: read the current snapshot once, make ids, start the clock;</item>
/// <item>find the function, or the built-in one for a bare model name;</item>
/// <item>check the input against its schemas, build the tool set;</item>
/// <item>choose a variant and run it; when it fails, the next one. Inside a variant:</item>
/// <item>render templates into a model request;</item>
/// <item>retry around the whole routing list;</item>
/// <item>route: each provider in order, until one answers;</item>
/// <item>prices and limits are looked up per provider;</item>
/// <item>call, keeping raw request and raw response.</item>
/// <item>Shape the output: tool calls checked, JSON parsed and validated;</item>
/// <item>record, before the caller has the answer (a stream: before its last chunk);</item>
/// <item>answer.</item>
/// </list>
/// Steps 5 to 9 live in <see cref="Variant"/>, <see cref="Model"/> and <see cref="ProviderEndpoint"/>. Streams walk the same steps;
/// see <see cref="StreamSession"/>.
/// </summary>
internal sealed class InferencePipeline(
    RequestEntry entry,
    WorkflowEpisodes workflows,
    SnapshotSource snapshots,
    InferenceTracing tracing,
    InferenceRecorder recorder,
    InferenceHooks hooks,
    StreamDrain drain,
    RequestsUnderWay requests)
{
    public async Task<InferenceResponse> InferAsync(InferenceRequest request, CancellationToken cancellationToken)
    {
        using var passage = requests.Pass(cancellationToken);
        request = await hooks.OnRequestAsync(request, cancellationToken).ConfigureAwait(false);

        // 1 to 3. Enter, find the function, check the input.
        var workflow = await workflows.FindAsync(request.EpisodeId, cancellationToken).ConfigureAwait(false);
        var context = entry.Enter(request, workflow, snapshots.Current, passage.Token);
        using var span = tracing.Begin(context, isStream: false);

        Answer? answer;
        try
        {
            // 4 to 9. Run variants until one answers.
            var result = await RunVariantsAsync(context, passage.Token).ConfigureAwait(false);

            // 10. Shape the output.
            answer = result is null ? null : Answer.Of(context, result);
        }
        catch (Exception exception)
        {
            await recorder.RecordAsync(context, InferenceEnding.Thrown(exception, passage.Token)).ConfigureAwait(false);
            ThrowIfCancelled(exception, cancellationToken);
            throw;
        }

        if (answer is null)
        {
            // 11. A failure is recorded too.
            var failure = FailureReport.Of(context);
            await recorder.RecordAsync(context, InferenceEnding.Failed(failure.Message)).ConfigureAwait(false);
            throw failure;
        }

        // 11. Record.
        await recorder.RecordAsync(context, InferenceEnding.With(InferenceStatus.Succeeded, answer)).ConfigureAwait(false);

        // 12. Answer.
        return await hooks.OnResponseAsync(request, answer.ToResponse(context), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Steps 1 to 9 for a stream: it is open and has shown its first content.</summary>
    public async Task<StreamSession> OpenStreamAsync(InferenceRequest request, StreamLife life, CancellationToken cancellationToken)
    {
        requests.Enter();
        try
        {
            return await OpenEnteredAsync(request, life, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            requests.Exit();
            throw;
        }
    }

    private async Task<StreamSession> OpenEnteredAsync(InferenceRequest request, StreamLife life, CancellationToken cancellationToken)
    {
        request = await hooks.OnRequestAsync(request, cancellationToken).ConfigureAwait(false);

        // 1 to 3. A drained stream goes on without its caller, so it is the stream's life that ends its calls.
        var workflow = await workflows.FindAsync(request.EpisodeId, cancellationToken).ConfigureAwait(false);
        var context = entry.Enter(request, workflow, snapshots.Current, life.Token);
        var span = tracing.Begin(context, isStream: true);
        try
        {
            // 4 to 9.
            if (await OpenVariantsAsync(context, life.Token).ConfigureAwait(false) is { } opened)
            {
                return new StreamSession(context, opened.Variant, opened.Stream, recorder, hooks, life, drain, requests, opened.Span);
            }
        }
        catch (Exception exception)
        {
            await recorder.RecordAsync(context, InferenceEnding.Thrown(exception, life.Token)).ConfigureAwait(false);
            span?.Dispose();
            ThrowIfCancelled(exception, cancellationToken);
            throw;
        }

        // 11.
        var failure = FailureReport.Of(context);
        await recorder.RecordAsync(context, InferenceEnding.Failed(failure.Message)).ConfigureAwait(false);
        span?.Dispose();
        throw failure;
    }

    /// <summary>A cancellation carries the caller's own token, whichever inner one was noticed first.</summary>
    private static void ThrowIfCancelled(Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<VariantResult?> RunVariantsAsync(InferenceContext context, CancellationToken cancellationToken)
    {
        var choice = new VariantChoice(context);
        while (choice.Next() is { } variant)
        {
            using var span = VariantSpan.Start(context, variant);
            var outcome = await variant.RunAsync(context.VariantRequest, cancellationToken).ConfigureAwait(false);
            if (outcome.IsSuccess(out var result, out var failure))
            {
                context.Answering = variant;
                return result;
            }

            context.VariantFailures.Add((variant.Name, failure));
            VariantSpan.End(span, context, failure);
        }

        return null;
    }

    private static async ValueTask<(Variant Variant, VariantStream Stream, Activity? Span)?> OpenVariantsAsync(
        InferenceContext context, CancellationToken cancellationToken)
    {
        var choice = new VariantChoice(context);
        while (choice.Next() is { } variant)
        {
            var span = VariantSpan.Start(context, variant);
            var outcome = await OpenAsync(context, variant, span, cancellationToken).ConfigureAwait(false);
            if (outcome.IsSuccess(out var stream, out var failure))
            {
                context.Answering = variant;
                return (variant, stream, span);
            }

            context.VariantFailures.Add((variant.Name, failure));
            VariantSpan.End(span, context, failure);
        }

        return null;
    }

    /// <summary>An open stream keeps the variant's span; one that was cancelled while it opened ends it here.</summary>
    private static async ValueTask<CallOutcome<VariantStream>> OpenAsync(
        InferenceContext context, Variant variant, Activity? span, CancellationToken cancellationToken)
    {
        try
        {
            return await variant.OpenStreamAsync(context.VariantRequest, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            span?.Dispose();
            throw;
        }
    }
}
