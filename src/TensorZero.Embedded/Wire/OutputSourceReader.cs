using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>Reads <c>output_source</c>: which output of recorded inferences is meant.</summary>
internal static class OutputSourceReader
{
    /// <summary>Without a word, what the model answered.</summary>
    /// <exception cref="ContentJsonException">It is no such word.</exception>
    public static InferenceOutputSource Read(JsonElement json) => json.OptionalString("output_source", "the request") switch
    {
        null or "inference" => InferenceOutputSource.Inference,
        "demonstration" => InferenceOutputSource.Demonstration,
        "none" => InferenceOutputSource.None,
        _ => throw new ContentJsonException("Expected inference, demonstration or none as `output_source` in the request."),
    };
}
