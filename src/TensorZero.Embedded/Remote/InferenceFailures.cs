using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Remote;

/// <summary>
/// The exceptions of <see cref="IInferenceClient"/>. The gateway's code says which it is; the original has none, so then the status does.
/// </summary>
internal sealed class InferenceFailures : IRemoteFailures
{
    public static InferenceFailures Instance { get; } = new();

    public Exception Of(RemoteFailure failure)
    {
        var said = failure.Said;
        if (said is { Code: WireError.InferenceFailed })
        {
            return new InferenceFailedException(said.InferenceId ?? Guid.Empty, said.Message, said.Attempts, failure.Cause)
            {
                IsTimeout = failure.IsTimeout,
            };
        }

        if (EnumWords<InferenceRequestError>.Find(said?.Code) is { } error)
        {
            return new InvalidInferenceRequestException(error, said!.Message) { Pointers = said.Pointers };
        }

        return failure.IsRefusal
            ? new InvalidInferenceRequestException(ErrorOf(failure), said!.Message)
            : new InferenceFailedException(Guid.Empty, failure.Message, [], failure.Cause) { IsTimeout = failure.IsTimeout };
    }

    private static InferenceRequestError ErrorOf(RemoteFailure failure) => failure.Status switch
    {
        403 => InferenceRequestError.Refused,
        404 => InferenceRequestError.UnknownFunction,
        _ => InferenceRequestError.InvalidRequest,
    };
}
