using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Inference;

/// <summary>Runs the application's redactor over everything in a record that holds content. Without a redactor nothing is touched.</summary>
internal sealed partial class ContentRedaction(IContentRedactor? redactor, ILogger logger)
{
    public InferenceRecord Apply(InferenceRecord record)
    {
        if (redactor is null)
        {
            return record;
        }

        try
        {
            return Apply(new Redaction(redactor, record.FunctionName), record);
        }
        catch (Exception exception)
        {
            // What might hold what must not be stored is not stored; that the inference happened is.
            LogFailed(logger, record.FunctionName, exception.GetType().Name);
            return WithoutContent(record);
        }
    }

    /// <summary>
    /// What is left when content must not be stored. An error may quote a provider that quotes the input, so only its kind and status stay.
    /// </summary>
    public static InferenceRecord WithoutContent(InferenceRecord record) => record with
    {
        Error = record.Error is null ? null : KindsOf(record.FailedCalls),
        Input = null,
        Content = [],
        JsonOutput = null,
        ExtraBody = [],
        ModelInferences =
        [
            .. record.ModelInferences.Select(call =>
                call with { System = null, InputMessages = [], Output = [], RawRequest = default, RawResponse = default }),
        ],
        FailedCalls = [.. record.FailedCalls.Select(call => call with { Error = KindOf(call), RawRequest = default, RawResponse = default })],
    };

    private static string KindsOf(IReadOnlyList<FailedCallRecord> calls) =>
        calls.Count == 0 ? "failed without a call" : $"failed: {string.Join("; ", calls.Select(KindOf))}";

    private static string KindOf(FailedCallRecord call) =>
        call.StatusCode is { } status ? $"{call.Failure}, status {status}" : call.Failure;

    [LoggerMessage(20, LogLevel.Error, "The redactor failed with {Exception}: an inference of {FunctionName} was recorded without its content")]
    private static partial void LogFailed(ILogger logger, string functionName, string exception);

    private static InferenceRecord Apply(Redaction redaction, InferenceRecord record) => record with
    {
        Error = redaction.Text(record.Error),
        Input = record.Input is { } input ? redaction.Apply(input) : null,
        Content = redaction.Apply(record.Content),
        JsonOutput = record.JsonOutput is { } output ? new JsonOutput(redaction.Text(output.Raw), redaction.Json(output.Parsed)) : null,
        ExtraBody = [.. record.ExtraBody.Select(redaction.Apply)],
        ModelInferences = [.. record.ModelInferences.Select(call => Apply(redaction, call))],
        FailedCalls = [.. record.FailedCalls.Select(call => Apply(redaction, call))],
    };

    private static ModelInferenceRecord Apply(Redaction redaction, ModelInferenceRecord call) => call with
    {
        System = redaction.Text(call.System),
        InputMessages = redaction.Apply(call.InputMessages),
        Output = redaction.Apply(call.Output),
        RawRequest = redaction.Bytes(call.RawRequest),
        RawResponse = redaction.Bytes(call.RawResponse),
    };

    private static FailedCallRecord Apply(Redaction redaction, FailedCallRecord call) => call with
    {
        Error = redaction.Text(call.Error)!,
        RawRequest = redaction.Bytes(call.RawRequest),
        RawResponse = redaction.Bytes(call.RawResponse),
    };
}
