namespace TensorZero.Embedded.Inference;

/// <summary>How an inference ended, for its record.</summary>
/// <param name="Status">How.</param>
/// <param name="Answer">What came out of it; of a broken stream what had arrived; null for nothing.</param>
/// <param name="Error">Why it failed; null unless it did.</param>
/// <param name="TimeToFirstToken">Of a stream with content; otherwise null.</param>
internal sealed record InferenceEnding(InferenceStatus Status, Answer? Answer, string? Error, TimeSpan? TimeToFirstToken = null)
{
    public static InferenceEnding With(InferenceStatus status, Answer answer) => new(status, answer, null);

    /// <summary>The caller cancelled; or something happened that nobody foresaw, of which only the kind is told.</summary>
    public static InferenceEnding Thrown(Exception exception, CancellationToken caller) =>
        exception is OperationCanceledException && caller.IsCancellationRequested
            ? new(InferenceStatus.Cancelled, null, null)
            : Failed($"unexpected {exception.GetType().Name}");

    public static InferenceEnding Failed(string error) => new(InferenceStatus.Failed, null, error);
}
