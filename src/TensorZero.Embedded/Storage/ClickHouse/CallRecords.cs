using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>Gives inferences that were read back their provider calls, in their order.</summary>
internal static class CallRecords
{
    public static async Task<IReadOnlyList<Record>> AddAsync(
        ClickHouseClient client, IReadOnlyList<InferenceRecord> inferences, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. inferences.Select(inference => inference.Id)];
        var answered = (await InferenceCalls.ReadAnsweredAsync(client, ids, cancellationToken).ConfigureAwait(false))
            .ToLookup(call => call.InferenceId, ModelInferenceRecord.Of);
        var failed = (await InferenceCalls.ReadFailedAsync(client, ids, cancellationToken).ConfigureAwait(false))
            .ToLookup(call => call.InferenceId, FailedCallRecord.Of);
        return
        [
            .. inferences.Select(record =>
                record with { ModelInferences = [.. answered[record.Id]], FailedCalls = [.. failed[record.Id]] }),
        ];
    }
}
