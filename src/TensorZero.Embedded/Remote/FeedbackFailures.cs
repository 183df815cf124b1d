using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Remote;

/// <summary>The exceptions of <see cref="IFeedbackClient"/>. A gateway that cannot be reached is a database that cannot be.</summary>
internal sealed class FeedbackFailures : IRemoteFailures
{
    public static FeedbackFailures Instance { get; } = new();

    public Exception Of(RemoteFailure failure)
    {
        var said = failure.Said;
        if (EnumWords<FeedbackRequestError>.Find(said?.Code) is { } error)
        {
            return new InvalidFeedbackException(error, said!.Message);
        }

        if (said?.Code is { } code && code.StartsWith(WireError.StorePrefix, StringComparison.Ordinal))
        {
            var kind = EnumWords<ObservabilityStoreFailure>.Find(code[WireError.StorePrefix.Length..]);
            return new ObservabilityStoreException(kind ?? ObservabilityStoreFailure.Unavailable, said.Message, failure.Cause);
        }

        return failure.IsRefusal
            ? new InvalidFeedbackException(
                failure.Status == 404 ? FeedbackRequestError.UnknownMetric : FeedbackRequestError.InvalidRequest, said!.Message)
            : new ObservabilityStoreException(ObservabilityStoreFailure.Unavailable, failure.Message, failure.Cause);
    }
}
