using TensorZero.Embedded.Providers;

namespace TensorZero.Embedded.Models;

/// <summary>Why a provider, a model or a variant gave no answer.</summary>
/// <param name="Kind">What went wrong.</param>
/// <param name="Message">What happened and where; no prompts, no keys.</param>
internal sealed record CallFailure(ProviderFailure Kind, string Message)
{
    /// <summary>The status of the provider's reply; null when there was none.</summary>
    public int? StatusCode { get; init; }

    /// <summary>How long the provider asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether asking the same once more makes sense.</summary>
    public bool IsRetryable { get; init; } = true;

    /// <summary>The exception behind it; null for none.</summary>
    public Exception? Cause { get; init; }

    /// <summary>
    /// Whether it shows the provider in trouble, so that others had better be asked for a while: not what this request or our own settings
    /// did wrong.
    /// </summary>
    public bool IsTheProviders => Kind switch
    {
        ProviderFailure.Connection or ProviderFailure.Timeout => true,
        ProviderFailure.TruncatedReply or ProviderFailure.MalformedReply or ProviderFailure.OversizedReply => true,
        ProviderFailure.ErrorReply => StatusCode is null or 401 or 403 or 408 or 429 or >= 500,
        _ => false,
    };

    /// <summary>Nobody asked it to stop: its own client's time was up, or it has a limit of its own.</summary>
    public static CallFailure CancelledItself(Exception exception) =>
        new(ProviderFailure.Timeout, "the provider cancelled the call itself") { Cause = exception };

    public static CallFailure From(Exception exception) => exception switch
    {
        ProviderException provider => new CallFailure(provider.Failure, provider.Message)
        {
            StatusCode = provider.StatusCode,
            RetryAfter = provider.RetryAfter,
            IsRetryable = !provider.IsFinal,
            Cause = provider,
        },
        HttpRequestException or IOException => new CallFailure(ProviderFailure.Connection, exception.Message) { Cause = exception },

        // An application's own provider may throw anything; its message may hold anything, so only the type is named.
        _ => new CallFailure(ProviderFailure.MalformedReply, $"the provider failed with {exception.GetType().Name}") { Cause = exception },
    };

    public static CallFailure TimedOut(string scope, TimeSpan? limit) =>
        new(ProviderFailure.Timeout, limit is { } value ? $"no answer within the {scope}'s {value.TotalMilliseconds:0} ms" : $"no answer within the {scope}'s time");

    /// <summary>The failure of a whole routing list, told by its parts.</summary>
    public static CallFailure AllProvidersFailed(string modelName, IReadOnlyList<(string Provider, CallFailure Failure)> failures)
    {
        var last = failures[^1].Failure;
        var parts = string.Join("; ", failures.Select(failure => $"{failure.Provider}: {failure.Failure.Message}"));
        return last with
        {
            Message = $"no provider of model \"{modelName}\" answered: {parts}",
            IsRetryable = failures.Any(failure => failure.Failure.IsRetryable),
            RetryAfter = failures.Max(failure => failure.Failure.RetryAfter),
        };
    }
}
