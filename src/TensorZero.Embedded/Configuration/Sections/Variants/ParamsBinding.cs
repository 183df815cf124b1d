using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Variants;

/// <summary>Binds the settings of a completion.</summary>
internal static class ParamsBinding
{
    public static ChatCompletionParams Bind(TableReader table) => new()
    {
        Temperature = table.Number("temperature"),
        TopP = table.Number("top_p"),
        MaxTokens = table.Int("max_tokens"),
        PresencePenalty = table.Number("presence_penalty"),
        FrequencyPenalty = table.Number("frequency_penalty"),
        Seed = table.Integer("seed", long.MinValue),
        StopSequences = table.Texts("stop_sequences"),
        ReasoningEffort = table.Text("reasoning_effort"),
        ServiceTier = table.Word(
            "service_tier",
            ("auto", ServiceTier.Auto),
            ("default", ServiceTier.Default),
            ("priority", ServiceTier.Priority),
            ("flex", ServiceTier.Flex)),
        ThinkingBudgetTokens = table.Int("thinking_budget_tokens", int.MinValue),
        Verbosity = table.Text("verbosity"),
        JsonMode = BindJsonMode(table),
    };

    private static JsonMode? BindJsonMode(TableReader table)
    {
        if (table.IsOutdated("json_mode", "implicit_tool"))
        {
            table.Deprecated("json_mode", "`implicit_tool` is now called `tool`");
            return JsonMode.Tool;
        }

        return table.Word("json_mode", ("off", JsonMode.Off), ("on", JsonMode.On), ("strict", JsonMode.Strict), ("tool", JsonMode.Tool));
    }
}
