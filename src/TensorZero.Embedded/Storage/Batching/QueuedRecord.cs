using System.Runtime.InteropServices;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Batching;

/// <summary>A record on its way, with what it counts for.</summary>
/// <param name="Record">The record.</param>
/// <param name="Rows">About how many rows it makes.</param>
/// <param name="Bytes">About how much memory it holds.</param>
/// <param name="Committed">Completed when the record is in the store; null when nobody waits for that.</param>
internal sealed record QueuedRecord(Record Record, int Rows, long Bytes, TaskCompletionSource? Committed)
{
    private const long OwnBytes = 1024;

    public static QueuedRecord From(Record record, bool awaited) => new(
        record,
        CountRows(record),
        EstimateBytes(record),
        awaited ? new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) : null);

    /// <summary>Tells who waits, if anyone still does, that the record will never be committed.</summary>
    public void Fail(Exception error)
    {
        if (Committed is not null)
        {
            Committed.SetException(error);

            // The caller may have stopped waiting: then nobody looks at the error, and that is no error.
            _ = Committed.Task.Exception;
        }
    }

    /// <summary>About how many rows a record makes.</summary>
    public static int CountRows(Record record) => record is InferenceRecord inference
        ? 1 + inference.ModelInferences.Count + inference.FailedCalls.Count + inference.Tags.Count
        : 1;

    /// <summary>The raw bodies are counted; the content they say, as UTF-16 text, is taken to be twice that.</summary>
    private static long EstimateBytes(Record record)
    {
        if (record is not InferenceRecord inference)
        {
            return OwnBytes + (record is FeedbackRecord feedback ? EstimateBytes(feedback) : 0);
        }

        long bytes = 0;
        for (var i = 0; i < inference.ModelInferences.Count; i++)
        {
            bytes += inference.ModelInferences[i].RawRequest.Length + inference.ModelInferences[i].RawResponse.Length;
        }

        for (var i = 0; i < inference.FailedCalls.Count; i++)
        {
            bytes += inference.FailedCalls[i].RawRequest.Length + inference.FailedCalls[i].RawResponse.Length;
        }

        return OwnBytes + (3 * bytes);
    }

    private static long EstimateBytes(FeedbackRecord feedback) =>
        (2L * (feedback.Comment?.Length ?? 0))
        + (feedback.Demonstration is { } demonstration ? JsonMarshal.GetRawUtf8Value(demonstration).Length : 0);
}
