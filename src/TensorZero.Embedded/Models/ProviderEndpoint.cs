using System.Runtime.CompilerServices;
using TensorZero.Embedded.Models.Caching;
using TensorZero.Embedded.Models.Tracing;
using TensorZero.Embedded.Providers;

namespace TensorZero.Embedded.Models;

/// <summary>One entry of a model's routing list: a provider with its name, limits, prices and changes. Step 8 and 9 of a request.</summary>
internal sealed class ProviderEndpoint(string modelName, string name, ModelProvider provider)
{
    private const string Scope = "provider";

    public string ModelName { get; } = modelName;

    public string Name { get; } = name;

    public ModelProvider Provider { get; } = provider;

    public CallTimeouts Timeouts { get; init; } = CallTimeouts.None;

    public IReadOnlyList<ExtraBody> ExtraBody { get; init; } = [];

    public IReadOnlyList<ExtraHeader> ExtraHeaders { get; init; } = [];

    /// <summary>Names what the provider's section says that may change an answer; empty where there is no section.</summary>
    public string SettingsHash { get; init; } = "";

    public PriceList? Prices { get; init; }

    /// <summary>Whether another gateway chooses the providers: then what is meant for one model or provider is passed on to it.</summary>
    public bool IsRelay { get; init; }

    public bool DiscardUnknownChunks { get; init; }

    /// <summary>The rest that a failing provider is given; null when that is off.</summary>
    public CoolDown? CoolDown { get; init; }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<CallOutcome<ProviderResponse>> InferAsync(
        string variantName, ModelRequest request, CallContext context, CancellationToken cancellationToken)
    {
        var attempt = context.Begin(variantName, this, RequestScoping.For(this, variantName, request, context));
        var cache = CacheOf(context);
        var cached = cache is null ? null : await cache.FindAsync(attempt, cancellationToken).ConfigureAwait(false);
        var started = context.Time.GetTimestamp();
        var span = ProviderSpan.Start(attempt, context.Tracing);
        using var deadline = Deadline.ForWhole(Scope, Timeouts, context.Time, cancellationToken);
        try
        {
            var response = cached ?? await AskAsync(attempt, cache, deadline.Token).ConfigureAwait(false);
            attempt.ResponseTime = context.Time.GetElapsedTime(started);
            attempt.Output = response.Content;
            attempt.Usage = attempt.Cached ? response.Usage : Price(response.Usage, attempt);
            attempt.FinishReason = response.FinishReason;
            attempt.Succeeded = true;
            NoteSuccess(attempt);
            return response;
        }
        catch (Exception exception)
        {
            attempt.ResponseTime = context.Time.GetElapsedTime(started);
            return Fail(attempt, exception, deadline, context);
        }
        finally
        {
            ProviderSpan.End(span, attempt, context.Tracing);
        }
    }

    /// <summary>Opens a stream and reads it up to its first content, which is what makes the provider's answer count.</summary>
    public async ValueTask<CallOutcome<ModelStream>> OpenStreamAsync(
        string variantName, ModelRequest request, CallContext context, CancellationToken cancellationToken)
    {
        var attempt = context.Begin(variantName, this, RequestScoping.For(this, variantName, request, context));
        var cached = CacheOf(context) is { } cache ? await cache.FindStreamAsync(attempt, cancellationToken).ConfigureAwait(false) : null;
        var deadline = Deadline.ForStream(Scope, Timeouts, context.Time, cancellationToken);
        var stream = new ModelStream(attempt, context, deadline);
        try
        {
            await stream.ReadToFirstContentAsync(cached).ConfigureAwait(false);
            NoteSuccess(attempt);
            return stream;
        }
        catch (Exception exception)
        {
            stream.UpdateAttempt();
            try
            {
                return Fail(attempt, exception, deadline, context);
            }
            finally
            {
                await stream.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static ValueTask<ProviderResponse> AskAsync(ProviderAttempt attempt, RequestCache? cache, CancellationToken cancellationToken) =>
        cache is null ? attempt.AskProviderAsync(cancellationToken) : cache.AskAsync(attempt, cancellationToken);

    /// <summary>The request's cache; null without one. Another gateway has its own.</summary>
    private RequestCache? CacheOf(CallContext context) => IsRelay ? null : context.Cache;

    /// <summary>An answer from the cache says nothing about the provider.</summary>
    private void NoteSuccess(ProviderAttempt attempt)
    {
        if (!attempt.Cached)
        {
            CoolDown?.Succeeded();
        }
    }

    /// <summary>
    /// Turns an exception into a failure of the attempt. When the caller cancelled, whatever the provider then throws is no failure of its
    /// own: cancellation is passed on.
    /// </summary>
    public CallFailure Fail(ProviderAttempt attempt, Exception exception, Deadline deadline, CallContext context)
    {
        if (context.Caller.IsCancellationRequested)
        {
            throw new OperationCanceledException("The caller cancelled the inference.", exception, context.Caller);
        }

        attempt.Failure = exception is not OperationCanceledException ? CallFailure.From(exception)
            : deadline.HasExpired ? deadline.ToFailure()
            : deadline.OuterHasEnded ? CallFailure.TimedOut("model or variant", null)
            : CallFailure.CancelledItself(exception);
        if (attempt.Failure.IsTheProviders && EndedHere(deadline))
        {
            CoolDown?.Failed();
        }

        return attempt.Failure;
    }

    /// <summary>Whether the call ended by itself or by its provider's own limit, and not because the model's or variant's time was up.</summary>
    private static bool EndedHere(Deadline deadline) => deadline.HasExpired ? deadline.Scope == Scope : !deadline.OuterHasEnded;

    public Usage Price(Usage usage, ProviderAttempt attempt) =>
        Prices is null ? usage : usage with { Cost = Prices.CostOf(attempt.Call.RawResponse) };
}
