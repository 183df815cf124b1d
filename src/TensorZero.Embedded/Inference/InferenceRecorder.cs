using TensorZero.Embedded.Models;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Telemetry;

namespace TensorZero.Embedded.Inference;

/// <summary>
/// Records how an inference ended: one inference, one model inference for each call that answered, one failed call for each that did
/// not. Step 11 of a request. It hands over references; turning them into rows is the sink's work.
/// </summary>
internal sealed class InferenceRecorder(
    IRecordSink sink, ContentRedaction redaction, RequestMetrics metrics, CallMetrics callMetrics, TimeProvider time)
{
    /// <summary>
    /// Counts the inference and appends its record, unless the request is a dry run. Not cancelled by the caller: an inference that happened
    /// is recorded.
    /// </summary>
    public ValueTask RecordAsync(InferenceContext context, InferenceEnding ending)
    {
        CacheUse.Keep(context, ending);
        InferenceTracing.Note(context, ending);
        InferenceMeasurement.MeasureCalls(callMetrics, context);
        if (context.Request.DryRun)
        {
            return default;
        }

        InferenceMeasurement.Measure(metrics, context, time.GetElapsedTime(context.Started));
        return sink == DisabledRecordSink.Instance ? default : sink.AppendAsync(MakeRecord(context, ending), CancellationToken.None);
    }

    private InferenceRecord MakeRecord(InferenceContext context, InferenceEnding ending)
    {
        var function = context.Entry.Function;
        var (answered, failed) = Calls(context.Calls.Attempts);
        var record = new InferenceRecord
        {
            Id = context.InferenceId,
            FunctionName = function.Name,
            FunctionType = function.Type,
            VariantName = context.Answering?.Name,
            EpisodeId = context.EpisodeId,
            Status = ending.Status,
            Error = ending.Error,
            Input = context.VariantRequest.Input,
            Content = ending.Answer?.Content ?? [],
            JsonOutput = ending.Answer?.Output,
            OutputSchema = function.Type == FunctionType.Json ? context.VariantRequest.OutputSchema?.Root : null,
            ToolParams = ToolParams(context),
            InferenceParams = ending.Answer?.Params ?? context.Request.Params,
            Tags = TraceTags.Of(context),
            ExtraBody = context.Request.ExtraBody,
            ProcessingTime = time.GetElapsedTime(context.Started),
            TimeToFirstToken = ending.TimeToFirstToken,
            SnapshotHash = context.Snapshot.Hash,
            ModelInferences = answered,
            FailedCalls = failed,
        };
        return context.Entry.RecordsContent ? redaction.Apply(record) : ContentRedaction.WithoutContent(record);
    }

    /// <summary>The calls that answered, those whose stream was left included, and the calls that failed or were cancelled.</summary>
    private static (IReadOnlyList<ModelInferenceRecord> Answered, IReadOnlyList<FailedCallRecord> Failed) Calls(
        IReadOnlyList<ProviderAttempt> attempts)
    {
        List<ModelInferenceRecord>? answered = null;
        List<FailedCallRecord>? failed = null;
        for (var i = 0; i < attempts.Count; i++)
        {
            if (attempts[i].Answered)
            {
                (answered ??= new(1)).Add(ModelInference(attempts[i]));
            }
            else
            {
                (failed ??= new(1)).Add(FailedCall(attempts[i]));
            }
        }

        return (answered ?? (IReadOnlyList<ModelInferenceRecord>)[], failed ?? (IReadOnlyList<FailedCallRecord>)[]);
    }

    private static ModelInferenceRecord ModelInference(ProviderAttempt attempt) => new()
    {
        Id = attempt.Id,
        ModelName = attempt.Endpoint.ModelName,
        ProviderName = attempt.Endpoint.Name,
        ProviderType = attempt.Endpoint.Provider.Type,
        System = attempt.Request.System,
        InputMessages = attempt.Request.Messages,
        Output = attempt.Output,
        RawRequest = attempt.Call.RawRequest,
        RawResponse = attempt.Call.RawResponse,
        Usage = attempt.Usage,
        ResponseTime = attempt.ResponseTime,
        TimeToFirstToken = attempt.TimeToFirstToken,
        FinishReason = attempt.FinishReason,
        Cached = attempt.Cached,
    };

    private static FailedCallRecord FailedCall(ProviderAttempt attempt) => new()
    {
        Id = attempt.Id,
        VariantName = attempt.VariantName,
        ModelName = attempt.Endpoint.ModelName,
        ProviderName = attempt.Endpoint.Name,
        ProviderType = attempt.Endpoint.Provider.Type,
        Failure = attempt.Failure is { } failure ? FailureNames.Of(failure.Kind) : FailureNames.Cancelled,
        Error = attempt.Failure?.Message ?? "cancelled by the caller",
        StatusCode = attempt.Failure?.StatusCode,
        RawRequest = attempt.Call.RawRequest,
        RawResponse = attempt.Call.RawResponse,
        ResponseTime = attempt.ResponseTime,
    };

    private static ToolParamsRecord? ToolParams(InferenceContext context)
    {
        if (context.VariantRequest.Tools?.Offer is not { } offer)
        {
            return null;
        }

        var request = context.Request;
        return new ToolParamsRecord(
            offer.Tools,
            request.AdditionalTools,
            request.ProviderTools,
            request.AllowedTools,
            offer.Choice,
            offer.ParallelToolCalls);
    }
}
