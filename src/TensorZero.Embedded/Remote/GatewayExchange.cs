using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Models;
using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Remote;

/// <summary>One request to a gateway and its reply, and how its failures are told. Used by one caller at a time.</summary>
internal sealed class GatewayExchange(
    string subject, Deadline deadline, IRemoteFailures failures, CancellationToken caller) : IDisposable
{
    public ProviderCall Call { get; } = new() { ModelName = "", ProviderName = "", Subject = subject };

    /// <summary>Ends with the caller's token, or when the client's time is up.</summary>
    public CancellationToken Token => deadline.Token;

    /// <summary>The exception that the engine itself would have thrown, or the one that comes nearest.</summary>
    public Exception Explain(Exception exception) => exception switch
    {
        OperationCanceledException when caller.IsCancellationRequested =>
            new OperationCanceledException(exception.Message, exception, caller),
        OperationCanceledException when deadline.HasExpired =>
            failures.Of(new RemoteFailure($"{subject} did not answer within the client's {deadline.Limit}.") { IsTimeout = true, Cause = exception }),
        ProviderException error => failures.Of(new RemoteFailure(error.Message + ".")
        {
            Status = error.StatusCode,
            IsTimeout = error.Failure == ProviderFailure.Timeout || error.StatusCode == 408,
            Said = ReadError(),
            Cause = error,
        }),
        ContentJsonException error => failures.Of(new RemoteFailure($"{subject} answered with what cannot be read: {error.Message}") { Cause = error }),
        _ => exception,
    };

    /// <summary>The error that a stream ended with.</summary>
    public Exception Explain(WireError error) => failures.Of(new RemoteFailure(error.Message) { Said = error });

    public void Dispose() => deadline.Dispose();

    private WireError? ReadError()
    {
        if (Call.RawResponse.IsEmpty)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(Call.RawResponse);
            return WireErrorJson.TryRead(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
