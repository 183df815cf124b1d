using System.Globalization;
using System.Text;
using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Tests.Content;

namespace TensorZero.Embedded.Tests.Storage.Conformance;

/// <summary>Writes records and rows as text, with all they hold: two that differ in anything differ here.</summary>
internal static class HistoryText
{
    public static string Of(Record record) => record switch
    {
        InferenceRecord inference => Of(inference),
        FeedbackRecord feedback => Join(
            feedback.Id, feedback.Kind, feedback.Level, feedback.TargetId, feedback.MetricName, feedback.BooleanValue, feedback.FloatValue,
            feedback.Comment, feedback.Demonstration?.GetRawText(), Of(feedback.Tags), feedback.SnapshotHash),
        ConfigSnapshotRecord snapshot => Join(snapshot.Hash, snapshot.CanonicalText, snapshot.LibraryVersion),
        EvaluationRunRecord run => Join(
            run.Id, run.EvaluationName, run.FunctionName, run.FunctionType, run.DatasetName, JsonSerializer.Serialize(run.VariantNames), run.Metrics,
            run.Source, run.ConfigHash, run.CreatedAt, run.UpdatedAt),
        WorkflowRunRecord run => Join(
            run.Id, Of(run.VariantPins), Of(run.Tags), run.ProjectName, run.DisplayName, run.UpdatedAt, run.SnapshotHash),
        WorkflowEpisodeRecord episode => Join(
            episode.Id, episode.RunId, Of(episode.VariantPins), episode.TaskName, Of(episode.Tags), episode.UpdatedAt, episode.SnapshotHash),
        EvaluationNote note => Join(note.Id, note.Kind, note.Name, note.Body),
        _ => throw new NotSupportedException(),
    };

    public static string Of(InferenceRecord record) => Join(
        record.Id, record.FunctionName, record.FunctionType, record.VariantName, record.EpisodeId, record.Status, record.Error,
        Of(record.Input), Of(record.Content), Of(record.JsonOutput), record.OutputSchema?.GetRawText(), Of(record.ToolParams),
        Of(record.InferenceParams), Of(record.Tags), Of(record.ExtraBody), record.ProcessingTime, record.TimeToFirstToken, record.SnapshotHash,
        string.Join('\n', record.ModelInferences.Select(Of)),
        string.Join('\n', record.FailedCalls.Select(Of)));

    public static string Of(ModelInferenceRecord call) => Join(
        call.Id, call.ModelName, call.ProviderName, call.ProviderType, call.System, Messages(call.InputMessages), Of(call.Output),
        Text(call.RawRequest), Text(call.RawResponse), call.Usage, call.ResponseTime, call.TimeToFirstToken, call.FinishReason, call.Cached);

    public static string Of(FailedCallRecord call) => Join(
        call.Id, call.VariantName, call.ModelName, call.ProviderName, call.ProviderType, call.Failure, call.Error, call.StatusCode,
        Text(call.RawRequest), Text(call.RawResponse), call.ResponseTime);

    /// <summary>A row that was read, as the record it should come from.</summary>
    public static string Of(StoredInference stored) => Of(new InferenceRecord
    {
        Id = stored.InferenceId,
        FunctionName = stored.FunctionName,
        FunctionType = stored.FunctionType,
        VariantName = stored.VariantName,
        EpisodeId = stored.EpisodeId,
        Status = InferenceStatus.Succeeded,
        Input = stored.Input,
        Content = stored.Content,
        JsonOutput = stored.Output,
        OutputSchema = stored.OutputSchema,
        ToolParams = stored.Tools is { } tools ? ToolParamsRecord.Of(tools) : null,
        InferenceParams = stored.Params,
        Tags = stored.Tags,
        ExtraBody = stored.ExtraBody,
        ProcessingTime = stored.ProcessingTime,
        TimeToFirstToken = stored.TimeToFirstToken,
        SnapshotHash = stored.ConfigurationHash,
    });

    public static string Of(StatisticsKey key) => Join(
        key.PeriodStart?.ToString("u", CultureInfo.InvariantCulture), key.FunctionName, key.VariantName, key.ModelName, key.ProviderName);

    public static string Of(LatencyStatistics row) => Join(
        Of(row.Key), row.Count, row.StreamCount, string.Join(' ', row.ResponseTimes), string.Join(' ', row.TimesToFirstToken));

    private static string Of(InferenceInput? input) =>
        input is null ? "∅" : ContentJsonSamples.Write(writer => ContentJson.WriteInput(writer, input));

    private static string Of(IReadOnlyList<ContentBlock> content) =>
        ContentJsonSamples.Write(writer => ContentJson.WriteOutput(writer, content));

    private static string Messages(IReadOnlyList<InputMessage> messages) =>
        ContentJsonSamples.Write(writer => ContentJson.WriteMessages(writer, messages));

    private static string Of(JsonOutput? output) =>
        output is null ? "∅" : ContentJsonSamples.Write(writer => ContentJson.WriteJsonOutput(writer, output));

    private static string Of(ChatCompletionParams settings) =>
        ContentJsonSamples.Write(writer => ContentJsonParams.Write(writer, settings));

    private static string Of(IReadOnlyList<ExtraBody> changes) =>
        ContentJsonSamples.Write(writer => ContentJsonExtraBody.Write(writer, changes));

    private static string Of(ToolParamsRecord? tools) => tools is null ? "∅" : Join(
        ContentJsonSamples.Write(writer => ContentJsonTools.WriteDefinitions(writer, tools.Tools)),
        ContentJsonSamples.Write(writer => ContentJsonTools.WriteDefinitions(writer, tools.DynamicTools)),
        ContentJsonSamples.Write(writer => ContentJsonTools.WriteProviderTools(writer, tools.DynamicProviderTools)),
        tools.AllowedTools is null ? null : string.Join(' ', tools.AllowedTools),
        ContentJsonSamples.Write(writer => ContentJsonTools.WriteChoice(writer, tools.Choice)),
        tools.ParallelToolCalls);

    private static string Of(IReadOnlyDictionary<string, string> tags) =>
        JsonSerializer.Serialize(tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => new[] { tag.Key, tag.Value }));

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    private static string Join(params IEnumerable<object?> values) =>
        string.Join(" | ", values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : "∅"));
}
