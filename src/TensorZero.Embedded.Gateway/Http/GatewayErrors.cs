using Microsoft.AspNetCore.Http;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Evaluations;
using TensorZero.Embedded.Providers.Relay;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.Http;

/// <summary>Which status and words an exception becomes: TensorZero's statuses.</summary>
internal static class GatewayErrors
{
    /// <summary>The error, and null for what is nobody's mistake but ours: it is logged, and the caller is told no more than that.</summary>
    public static GatewayError? Of(Exception exception) =>
        Describe(exception) is { } error ? error with { Cause = exception } : null;

    public static GatewayError Internal(string traceIdentifier) =>
        new(StatusCodes.Status500InternalServerError, $"The gateway failed; its log says why, under {traceIdentifier}.");

    private static GatewayError? Describe(Exception exception) => exception switch
    {
        GatewayException error => new GatewayError(error.Status, error.Message),
        ContentJsonException error => new GatewayError(StatusCodes.Status400BadRequest, error.Message),
        NotServedException error => new GatewayError(StatusCodes.Status501NotImplemented, error.Message),
        InvalidInferenceRequestException error => new GatewayError(StatusOf(error.Error), error.Message),
        InvalidFeedbackException error => new GatewayError(StatusOf(error.Error), error.Message),
        InvalidDatasetRequestException error => new GatewayError(StatusOf(error.Error), error.Message),
        EvaluationException error => new GatewayError(StatusCodes.Status400BadRequest, error.Message),
        InferenceFailedException error => new GatewayError(StatusOf(error), error.Message),
        ObservabilityStoreException { Failure: ObservabilityStoreFailure.Disabled } error => new GatewayError(StatusCodes.Status400BadRequest, error.Message),
        ObservabilityStoreException error => new GatewayError(StatusCodes.Status503ServiceUnavailable, error.Message),
        ObjectDisposedException => new GatewayError(StatusCodes.Status503ServiceUnavailable, "The gateway is shutting down: ask again."),
        BadHttpRequestException error => new GatewayError(error.StatusCode, error.Message),
        _ => null,
    };

    private static int StatusOf(InferenceRequestError error) => error switch
    {
        InferenceRequestError.UnknownFunction or InferenceRequestError.UnknownVariant => StatusCodes.Status404NotFound,
        InferenceRequestError.Refused => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status400BadRequest,
    };

    private static int StatusOf(FeedbackRequestError error) =>
        error == FeedbackRequestError.UnknownMetric ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest;

    private static int StatusOf(DatasetRequestError error) => error switch
    {
        DatasetRequestError.UnknownFunction or DatasetRequestError.UnknownDatapoint => StatusCodes.Status404NotFound,
        _ => StatusCodes.Status400BadRequest,
    };

    /// <summary>
    /// A failed inference is the gateway's upstream failing, unless only time ran out. What another gateway answered last keeps its status.
    /// </summary>
    private static int StatusOf(InferenceFailedException error) =>
        error.Attempts is [.., { ProviderName: RelayProvider.Name, StatusCode: { } status }] ? status
        : error.IsTimeout ? StatusCodes.Status408RequestTimeout : StatusCodes.Status502BadGateway;
}
