using System.Runtime.CompilerServices;
using TensorZero.Embedded.Models.Tracing;
using TensorZero.Embedded.Providers;

namespace TensorZero.Embedded.Models;

/// <summary>
/// A model: the providers that serve it, asked in order until one answers. Step 7 of a request. Immutable and shared.
/// </summary>
internal sealed class Model(string name, IReadOnlyList<ProviderEndpoint> routing, CallTimeouts timeouts)
{
    private const string Scope = "model";

    public string Name { get; } = name;

    public IReadOnlyList<ProviderEndpoint> Routing { get; } = routing;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<CallOutcome<ProviderResponse>> InferAsync(
        string variantName, ModelRequest request, CallContext context, CancellationToken cancellationToken)
    {
        using var span = ModelSpan.Start(Name, context.Tracing);
        using var deadline = Deadline.ForWhole(Scope, timeouts, context.Time, cancellationToken);
        var failures = new FailureList(Name);
        var allResting = AllResting();
        for (var i = 0; i < Routing.Count; i++)
        {
            var endpoint = Routing[i];
            if (!allResting && endpoint.CoolDown is { IsResting: true })
            {
                failures.AddResting(endpoint);
                continue;
            }

            var outcome = await endpoint.InferAsync(variantName, request, context, deadline.Token).ConfigureAwait(false);
            if (outcome.IsSuccess(out _, out var failure))
            {
                return outcome;
            }

            if (failures.EndsAfter(endpoint, failure, deadline))
            {
                break;
            }
        }

        var failed = failures.ToFailure(deadline);
        context.Tracing?.Fail(span, failed);
        return failed;
    }

    public async ValueTask<CallOutcome<ModelStream>> OpenStreamAsync(
        string variantName, ModelRequest request, CallContext context, CancellationToken cancellationToken)
    {
        var span = ModelSpan.Start(Name, context.Tracing);
        var deadline = Deadline.ForStream(Scope, timeouts, context.Time, cancellationToken);
        var failures = new FailureList(Name);
        var allResting = AllResting();
        foreach (var endpoint in Routing)
        {
            if (!allResting && endpoint.CoolDown is { IsResting: true })
            {
                failures.AddResting(endpoint);
                continue;
            }

            CallOutcome<ModelStream> outcome;
            try
            {
                outcome = await endpoint.OpenStreamAsync(variantName, request, context, deadline.Token).ConfigureAwait(false);
            }
            catch
            {
                deadline.Dispose();
                span?.Dispose();
                throw;
            }

            if (outcome.IsSuccess(out var stream, out var failure))
            {
                stream.Within(deadline);
                stream.Within(span);
                return stream;
            }

            if (failures.EndsAfter(endpoint, failure, deadline))
            {
                break;
            }
        }

        deadline.Dispose();
        var failed = failures.ToFailure(deadline);
        context.Tracing?.Fail(span, failed);
        span?.Dispose();
        return failed;
    }

    /// <summary>When every provider rests, resting helps nobody: then all are asked.</summary>
    private bool AllResting()
    {
        for (var i = 0; i < Routing.Count; i++)
        {
            if (Routing[i].CoolDown is not { IsResting: true })
            {
                return false;
            }
        }

        return true;
    }
}
