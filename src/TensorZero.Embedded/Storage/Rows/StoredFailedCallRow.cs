namespace TensorZero.Embedded.Storage.Rows;

internal static class StoredFailedCallRow
{
    public const string Columns =
        """
        id, inference_id, variant_name, model_name, model_provider_name, provider_type, timestamp, failure, error, status_code,
        raw_request, raw_response, response_time_ms
        """;

    public static StoredFailedCall Read(StoredRow row, Guid id) => new()
    {
        CallId = id,
        InferenceId = row.GetId(1),
        VariantName = row.GetText(2),
        ModelName = row.GetText(3),
        ProviderName = row.GetText(4),
        ProviderType = row.GetText(5),
        Timestamp = row.GetTime(6),
        Failure = row.GetText(7),
        Error = row.GetText(8),
        StatusCode = (int?)row.GetOptionalNumber(9),
        RawRequest = row.GetOptionalText(10),
        RawResponse = row.GetOptionalText(11),
        ResponseTime = row.GetOptionalDuration(12),
    };
}
