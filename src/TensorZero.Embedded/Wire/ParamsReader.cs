using System.Collections.Frozen;
using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>Reads a request's inference parameters; unlike those of a stored row they may hold nothing unknown.</summary>
internal static class ParamsReader
{
    private static readonly FrozenSet<string> Groups = FrozenSet.Create(StringComparer.Ordinal, "chat_completion");

    private static readonly FrozenSet<string> Keys = FrozenSet.Create(
        StringComparer.Ordinal,
        "temperature", "max_tokens", "seed", "top_p", "presence_penalty", "frequency_penalty", "json_mode", "stop_sequences",
        "reasoning_effort", "service_tier", "thinking_budget_tokens", "verbosity");

    /// <exception cref="ContentJsonException">The JSON is no such object.</exception>
    public static ChatCompletionParams Read(JsonElement json)
    {
        json.Allow(Groups, "`params`");
        json.Find("chat_completion")?.Allow(Keys, "`params.chat_completion`");
        return ContentJsonParams.Read(json);
    }
}
