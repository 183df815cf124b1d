using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>
/// One of the two tables of datapoints. A row is replaced by writing it anew with a later <c>updated_at</c>; <c>FINAL</c> reads the last one
/// of each, and none that was deleted by <c>is_deleted</c>.
/// </summary>
internal sealed class DatapointTable
{
    private DatapointTable(string name, FunctionType type, string ownColumns) =>
        (Name, FunctionType, Columns) = (name, type, $"{Common(type)}, {ownColumns}");

    public static DatapointTable Chat { get; } =
        new("ChatInferenceDatapoint", FunctionType.Chat, $"NULL, {CommonEnd}, {RowColumns.Tools}");

    public static DatapointTable Json { get; } =
        new("JsonInferenceDatapoint", FunctionType.Json, $"nullIf(i.output_schema, ''), {CommonEnd}, {RowColumns.NoTools}");

    public static IReadOnlyList<DatapointTable> Both { get; } = [Chat, Json];

    public static DatapointTable Of(FunctionType type) => type == FunctionType.Chat ? Chat : Json;

    public string Name { get; }

    public FunctionType FunctionType { get; }

    /// <summary>As <see cref="DatapointRow.Columns"/>, of a row with the alias <c>i</c>.</summary>
    public string Columns { get; }

    private static string CommonEnd =>
        $"""
        i.tags, i.is_custom, i.source_inference_id, toUnixTimestamp64Milli(i.updated_at), toUnixTimestamp64Milli(i.staled_at),
        {RowColumns.SnapshotHash}
        """;

    /// <summary>
    /// A query for rows as they are written anew. They are later by the least there is, so that to the millisecond a datapoint still says when
    /// its version was made.
    /// </summary>
    /// <param name="changed">The changed columns, as <c>value AS name</c>.</param>
    /// <param name="condition">Which rows.</param>
    public string Anew(string changed, string condition) =>
        $"""
        SELECT * REPLACE (updated_at + toIntervalMicrosecond(1) AS updated_at, {changed})
        FROM (SELECT * FROM {Name} i FINAL WHERE {condition})
        """;

    private static string Common(FunctionType type) =>
        $"""
        i.id, i.dataset_name, i.function_name, '{(type == FunctionType.Chat ? "chat" : "json")}', i.name, i.episode_id, i.input,
        nullIf(i.output, '')
        """;
}
