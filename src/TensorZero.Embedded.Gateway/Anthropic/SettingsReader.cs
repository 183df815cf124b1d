using System.Collections.Frozen;
using System.Text.Json;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.Anthropic;

/// <summary>Reads how the model shall answer: lengths, sampling, thinking, and the form of the output.</summary>
internal static class SettingsReader
{
    private const string Where = "the request";
    private const string Thinking = "`thinking`";
    private const string Output = "`output_config`";

    /// <summary>What a model does that thinks as it sees fit and is not told how much.</summary>
    private const string OrdinaryEffort = "high";

    private static readonly FrozenSet<string> ThinkingKeys = FrozenSet.Create(StringComparer.Ordinal, "type", "budget_tokens", "display");
    private static readonly FrozenSet<string> OutputKeys = FrozenSet.Create(StringComparer.Ordinal, "effort", "format");
    private static readonly FrozenSet<string> FormatKeys = FrozenSet.Create(StringComparer.Ordinal, "type", "schema");

    public static ChatCompletionParams Read(JsonElement json, out JsonElement? outputSchema)
    {
        var output = json.Find("output_config");
        output?.Allow(OutputKeys, Output);
        outputSchema = output?.Find("format") is { } format ? SchemaOf(format) : null;
        var effort = output?.OptionalString("effort", Output);
        return ThinkingOf(json, effort) with
        {
            MaxTokens = json.OptionalCount("max_tokens", Where),
            Temperature = NumberOf(json, "temperature"),
            TopP = NumberOf(json, "top_p"),
            StopSequences = json.OptionalStrings("stop_sequences"),
            ServiceTier = TierOf(json),
            JsonMode = outputSchema is null ? null : JsonMode.Strict,
        };
    }

    private static ChatCompletionParams ThinkingOf(JsonElement json, string? effort)
    {
        if (json.Find("thinking") is not { } thinking)
        {
            return new ChatCompletionParams { ReasoningEffort = effort };
        }

        thinking.Allow(ThinkingKeys, Thinking);
        _ = thinking.OptionalString("display", Thinking);
        var budget = thinking.OptionalCount("budget_tokens", Thinking);
        return thinking.RequiredString("type", Thinking) switch
        {
            "adaptive" => new ChatCompletionParams { ReasoningEffort = effort ?? OrdinaryEffort },
            "enabled" or "disabled" when effort is not null => throw new ContentJsonException(
                $"`effort` in {Output} is served only with the type \"adaptive\" in {Thinking}: leave one of them out."),
            "enabled" => new ChatCompletionParams
            {
                ThinkingBudgetTokens = budget ?? throw new ContentJsonException($"Missing `budget_tokens` in {Thinking}."),
            },
            "disabled" => ChatCompletionParams.Empty,
            _ => throw new ContentJsonException($"Expected \"enabled\", \"disabled\" or \"adaptive\" as `type` in {Thinking}."),
        };
    }

    private static JsonElement SchemaOf(JsonElement format)
    {
        const string Format = "`format`";
        format.Allow(FormatKeys, Format);
        return format.RequiredString("type", Format) == "json_schema"
            ? format.Required("schema", Format).Clone()
            : throw new ContentJsonException($"Expected \"json_schema\" as `type` in {Format}.");
    }

    private static double? NumberOf(JsonElement json, string name) => json.Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out var value) && double.IsFinite(value) => value,
        _ => throw new ContentJsonException($"Expected a number as `{name}` in {Where}."),
    };

    private static ServiceTier? TierOf(JsonElement json) => json.OptionalString("service_tier", Where) switch
    {
        null => null,
        "auto" => ServiceTier.Auto,
        "standard_only" => ServiceTier.Default,
        _ => throw new ContentJsonException($"Expected \"auto\" or \"standard_only\" as `service_tier` in {Where}."),
    };
}
