using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Remote;

/// <summary>Refuses, as the engine does, what JSON cannot say: it would arrive as other text without a word.</summary>
internal static class RemoteInput
{
    /// <exception cref="InvalidInferenceRequestException">A text of the input has half a surrogate pair.</exception>
    public static void Check(InferenceRequest request)
    {
        if (!UnicodeText.IsWellFormed(request.Input.System?.Text))
        {
            throw NotUnicode(request, "/system");
        }

        for (var m = 0; m < request.Input.Messages.Count; m++)
        {
            var content = request.Input.Messages[m].Content;
            for (var b = 0; b < content.Count; b++)
            {
                if (!UnicodeText.IsWellFormed(content[b]))
                {
                    throw NotUnicode(request, $"/messages/{m}/content/{b}");
                }
            }
        }
    }

    private static InvalidInferenceRequestException NotUnicode(InferenceRequest request, string pointer) => new(
        InferenceRequestError.InvalidInput,
        $"the input of {(request.FunctionName is { } function ? $"function \"{function}\"" : $"model \"{request.ModelName}\"")} is no Unicode at "
        + $"{pointer}: it has half a surrogate pair")
    {
        Pointers = [pointer],
    };
}
