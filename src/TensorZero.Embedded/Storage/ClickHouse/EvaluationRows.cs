using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>Writes and reads evaluation runs and notes. Of the rows with one id the database keeps the last.</summary>
internal static class EvaluationRows
{
    public const string RunTable = "InferenceEvaluationRuns";
    public const string NoteTable = "EmbeddedEvaluationNote";

    /// <summary>The columns of <see cref="EvaluationRunRow.Columns"/>, under the alias <c>i</c>.</summary>
    public static string SelectRuns =>
        $"""
        SELECT {IdSql.OfKey("run_id_uint")}, nullIf(evaluation_name, ''), function_name, function_type, dataset_name, variant_names, metrics,
            source, snapshot_hash, toUnixTimestamp64Milli(created_at), toUnixTimestamp64Milli(updated_at)
        FROM {RunTable} i FINAL
        """;

    public static string SelectNotes => $"SELECT {EvaluationNoteRow.Columns} FROM {NoteTable} FINAL";

    public static void Write(ClickHouseBlock block, EvaluationRunRecord run) =>
        block.BeginRow()
            .WriteKey("run_id_uint"u8, run.Id)
            .Write("evaluation_name"u8, run.EvaluationName)
            .Write("function_name"u8, run.FunctionName)
            .Write("function_type"u8, ContentJsonWords.Of(run.FunctionType))
            .Write("dataset_name"u8, run.DatasetName)
            .Write("variant_names"u8, run.VariantNames)
            .Write("metrics"u8, run.Metrics)
            .Write("source"u8, run.Source)
            .Write("snapshot_hash"u8, run.ConfigHash)
            .Write("created_at"u8, run.CreatedAt)
            .Write("updated_at"u8, run.UpdatedAt)
            .EndRow();

    public static void Write(ClickHouseBlock block, EvaluationNote note) =>
        block.BeginRow()
            .Write("id"u8, note.Id)
            .Write("kind"u8, note.Kind)
            .Write("name"u8, note.Name)
            .Write("body"u8, note.Body)
            .EndRow();
}
