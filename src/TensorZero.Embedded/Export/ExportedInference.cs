using System.Text;
using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Export;

/// <summary>
/// Writes an inference as TensorZero lists it, and beside it what a list leaves out: how it ended, the tools on offer, the blocks beside a
/// JSON function's JSON, and its calls with what was sent and received.
/// </summary>
internal static class ExportedInference
{
    /// <summary>Writes the inference's value and the members that follow it.</summary>
    public static void Write(Utf8JsonWriter writer, InferenceRecord record)
    {
        StoredInferenceWriter.Write(writer, Stored(record), withOutput: true);
        writer.WriteString("status"u8, InferenceStatusWords.Of(record.Status));
        writer.WriteIfPresent("error"u8, record.Error);
        if (record.ToolParams is { } tools)
        {
            writer.WritePropertyName("tools_available"u8);
            ContentJsonTools.WriteDefinitions(writer, tools.Tools);
        }

        if (record is { FunctionType: FunctionType.Json, Content.Count: > 0 })
        {
            writer.WritePropertyName("auxiliary_content"u8);
            ContentJson.WriteOutput(writer, record.Content);
        }

        writer.WriteStartArray("model_inferences"u8);
        foreach (var call in record.ModelInferences)
        {
            StoredCallWriter.Write(writer, Stored(record, call));
        }

        writer.WriteEndArray();
        writer.WriteStartArray("failed_calls"u8);
        foreach (var call in record.FailedCalls)
        {
            StoredCallWriter.Write(writer, Stored(record, call));
        }

        writer.WriteEndArray();
    }

    private static StoredInference Stored(InferenceRecord record) => new()
    {
        InferenceId = record.Id,
        FunctionName = record.FunctionName,
        FunctionType = record.FunctionType,
        VariantName = record.VariantName ?? "",
        EpisodeId = record.EpisodeId,
        Timestamp = UuidV7Source.TimestampOf(record.Id),
        Input = record.Input,
        Content = record.Content,
        Output = record.JsonOutput,
        OutputSchema = record.OutputSchema,
        Tools = record.ToolParams is { } tools ? Stored(tools) : null,
        Params = record.InferenceParams,
        Tags = record.Tags,
        ExtraBody = record.ExtraBody,
        ProcessingTime = record.ProcessingTime,
        TimeToFirstToken = record.TimeToFirstToken,
        ConfigurationHash = record.SnapshotHash,
    };

    private static StoredTools Stored(ToolParamsRecord tools) => new()
    {
        Tools = tools.Tools,
        AdditionalTools = tools.DynamicTools,
        ProviderTools = tools.DynamicProviderTools,
        AllowedTools = tools.AllowedTools,
        ToolChoice = tools.Choice,
        ParallelToolCalls = tools.ParallelToolCalls,
    };

    private static StoredModelInference Stored(InferenceRecord record, ModelInferenceRecord call) => new()
    {
        ModelInferenceId = call.Id,
        InferenceId = record.Id,
        ModelName = call.ModelName,
        ProviderName = call.ProviderName,
        ProviderType = call.ProviderType,
        Timestamp = UuidV7Source.TimestampOf(call.Id),
        RawRequest = Text(call.RawRequest),
        RawResponse = Text(call.RawResponse),
        System = call.System,
        InputMessages = call.InputMessages,
        Content = call.Output,
        Usage = call.Usage,
        ResponseTime = call.ResponseTime,
        TimeToFirstToken = call.TimeToFirstToken,
        FinishReason = call.FinishReason,
        Cached = call.Cached,
    };

    private static StoredFailedCall Stored(InferenceRecord record, FailedCallRecord call) => new()
    {
        CallId = call.Id,
        InferenceId = record.Id,
        VariantName = call.VariantName,
        ModelName = call.ModelName,
        ProviderName = call.ProviderName,
        ProviderType = call.ProviderType,
        Timestamp = UuidV7Source.TimestampOf(call.Id),
        Failure = call.Failure,
        Error = call.Error,
        StatusCode = call.StatusCode,
        RawRequest = Text(call.RawRequest),
        RawResponse = Text(call.RawResponse),
        ResponseTime = call.ResponseTime,
    };

    /// <summary>Content that was not recorded is empty.</summary>
    private static string? Text(ReadOnlyMemory<byte> bytes) => bytes.IsEmpty ? null : Encoding.UTF8.GetString(bytes.Span);
}
