using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Rows;

internal sealed class FailedCallRows(IRowTables tables)
{
    private readonly RowWriter _row = tables.Table(
        "failed_call",
        """
        id, inference_id, function_name, variant_name, model_name, model_provider_name, provider_type, failure, error, status_code,
        raw_request, raw_response, response_time_ms, timestamp, snapshot_hash
        """);

    public void Write(InferenceRecord inference, FailedCallRecord record) =>
        _row
            .Bind(record.Id)
            .Bind(inference.Id)
            .Bind(inference.FunctionName)
            .Bind(record.VariantName)
            .Bind(record.ModelName)
            .Bind(record.ProviderName)
            .Bind(record.ProviderType)
            .Bind(record.Failure)
            .Bind(record.Error)
            .Bind(record.StatusCode)
            .Bind(record.RawRequest)
            .Bind(record.RawResponse)
            .Bind(record.ResponseTime)
            .Bind(UuidV7Source.TimestampOf(record.Id))
            .Bind(inference.SnapshotHash)
            .Execute();
}
