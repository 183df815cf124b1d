namespace TensorZero.Embedded.Storage.Rows;

/// <summary>An answered inference, from the alias <c>i</c>.</summary>
internal static class StoredInferenceRow
{
    /// <summary>To be followed by the latest demonstration, NULL for none, and then by the columns of the function's type.</summary>
    public const string Columns =
        "i.id, i.function_name, i.variant_name, i.episode_id, i.timestamp, i.input, i.inference_params, i.tags, i.extra_body, "
        + "i.processing_time_ms, i.ttft_ms, i.snapshot_hash, i.output";

    public const string ChatColumns = ToolColumns.Names;

    public const string JsonColumns = "auxiliary_content, output_schema";

    private const int OutputColumn = 12;
    private const int DemonstrationColumn = 13;
    private const int FirstOwnColumn = 14;

    public static StoredInference Read(StoredRow row, Guid id, FunctionType type, InferenceOutputSource outputSource)
    {
        var answer = type == FunctionType.Chat
            ? new StoredOutput(row.GetContent(OutputColumn), null)
            : new StoredOutput(row.GetContent(FirstOwnColumn), row.GetOptionalOutput(OutputColumn)?.Output);
        var output = outputSource switch
        {
            InferenceOutputSource.Inference => answer,
            InferenceOutputSource.Demonstration => row.GetOptionalOutput(DemonstrationColumn)!,
            _ => new StoredOutput([], null),
        };
        return new StoredInference
        {
            InferenceId = id,
            FunctionName = row.GetText(1),
            FunctionType = type,
            VariantName = row.GetText(2),
            EpisodeId = row.GetId(3),
            Timestamp = row.GetTime(4),
            Input = row.GetOptionalInput(5),
            Content = output.Content,
            Output = output.Output,
            DispreferredOutputs = outputSource == InferenceOutputSource.Demonstration ? [answer] : [],
            OutputSchema = type == FunctionType.Json ? row.GetOptionalJson(FirstOwnColumn + 1) : null,
            Tools = type == FunctionType.Chat ? ToolColumns.Read(row, FirstOwnColumn) : null,
            Params = row.GetParams(6),
            Tags = row.GetTags(7),
            ExtraBody = row.GetExtraBody(8),
            ProcessingTime = row.GetDuration(9),
            TimeToFirstToken = row.GetOptionalDuration(10),
            ConfigurationHash = row.GetText(11),
        };
    }
}
