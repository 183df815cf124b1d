using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>
/// What the columns of TensorZero's tables must become to be read as those of every store. Empty content is content that was not recorded.
/// </summary>
internal static class RowColumns
{
    /// <summary>As <see cref="StoredInferenceRow.Columns"/>, of a row with the alias <c>i</c>.</summary>
    public static readonly string Inference =
        $"""
        i.id, i.function_name, i.variant_name, i.episode_id, {IdSql.TimeOf("i.id")}, nullIf(i.input, ''), {Params}, i.tags,
        nullIf(i.extra_body, ''), ifNull(i.processing_time_ms, 0), i.ttft_ms, {SnapshotHash}, nullIf(i.output, '')
        """;

    /// <summary>As <see cref="StoredInferenceRow.JsonColumns"/>.</summary>
    public const string JsonFunction = "nullIf(i.auxiliary_content, ''), nullIf(i.output_schema, '')";

    /// <summary>
    /// As <see cref="ToolColumns.Names"/>. Older rows have <c>tool_params</c> only; rows that were written by other hands may lack these and
    /// have the others. The word of a choice stands without quotation marks.
    /// </summary>
    public const string Tools =
        """
        multiIf(i.tool_params != '', i.tool_params,
            i.allowed_tools IS NULL AND i.tool_choice IS NULL AND empty(i.dynamic_tools), NULL,
            concat('{"tools_available":[', arrayStringConcat(i.dynamic_tools, ','), ']}')),
        concat('[', arrayStringConcat(i.dynamic_tools, ','), ']'),
        concat('[', arrayStringConcat(i.dynamic_provider_tools, ','), ']'),
        i.allowed_tools,
        multiIf(i.tool_choice IS NULL, nullIf(JSONExtractRaw(i.tool_params, 'tool_choice'), ''),
            startsWith(assumeNotNull(i.tool_choice), '{') OR startsWith(assumeNotNull(i.tool_choice), '"'), i.tool_choice,
            toJSONString(assumeNotNull(i.tool_choice))),
        coalesce(i.parallel_tool_calls, JSONExtract(i.tool_params, 'parallel_tool_calls', 'Nullable(Bool)'))
        """;

    /// <summary>In the place of <see cref="Tools"/>.</summary>
    public const string NoTools = "NULL, NULL, NULL, NULL, NULL, NULL";

    /// <summary>Sixty-four digits; empty where nobody wrote it.</summary>
    public const string SnapshotHash = "ifNull(leftPad(lower(hex(i.snapshot_hash)), 64, '0'), '')";

    public const string Params = "if(i.inference_params = '', '{}', i.inference_params)";
}
