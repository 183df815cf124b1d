namespace TensorZero.Embedded.Storage.Records;

/// <summary>The words that rows and spans say how an inference ended with.</summary>
internal static class InferenceStatusWords
{
    public static string Of(InferenceStatus status) => status switch
    {
        InferenceStatus.Succeeded => "succeeded",
        InferenceStatus.Failed => "failed",
        InferenceStatus.Cancelled => "cancelled",
        InferenceStatus.Abandoned => "abandoned",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    public static InferenceStatus Parse(string word) => word switch
    {
        "succeeded" => InferenceStatus.Succeeded,
        "failed" => InferenceStatus.Failed,
        "cancelled" => InferenceStatus.Cancelled,
        "abandoned" => InferenceStatus.Abandoned,
        _ => throw new FormatException($"There is no inference status `{word}`."),
    };
}
