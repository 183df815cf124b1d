using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Rows;

internal static class EvaluationRunRow
{
    public const string Columns =
        "id, evaluation_name, function_name, function_type, dataset_name, variant_names, metrics, source, snapshot_hash, created_at, updated_at";

    public static void Write(RowWriter row, EvaluationRunRecord run) =>
        row
            .Bind(run.Id)
            .Bind(run.EvaluationName)
            .Bind(run.FunctionName)
            .Bind(ContentJsonWords.Of(run.FunctionType))
            .Bind(run.DatasetName)
            .BindJson(run.VariantNames, static (json, names) =>
            {
                json.WriteStartArray();
                foreach (var name in names)
                {
                    json.WriteStringValue(name);
                }

                json.WriteEndArray();
            })
            .Bind(run.Metrics)
            .Bind(run.Source)
            .Bind(run.ConfigHash)
            .Bind(run.CreatedAt)
            .Bind(run.UpdatedAt)
            .Execute();

    public static EvaluationRunRecord Read(StoredRow row, Guid id) => new()
    {
        Id = id,
        EvaluationName = row.GetOptionalText(1),
        FunctionName = row.GetText(2),
        FunctionType = ContentJsonWords.ParseFunctionType(row.GetText(3)),
        DatasetName = row.GetText(4),
        VariantNames = [.. row.GetJson(5).EnumerateArray().Select(name => name.GetString()!)],
        Metrics = row.GetText(6),
        Source = row.GetText(7),
        ConfigHash = row.GetOptionalText(8),
        CreatedAt = row.GetTime(9),
        UpdatedAt = row.GetTime(10),
    };
}
