using TensorZero.Embedded.Configuration.Sections.Providers;

namespace TensorZero.Embedded.Tests.Configuration.Reference;

/// <summary>Keys whose property has another name, and keys that are bound to no property of their own.</summary>
internal static class OtherMeanings
{
    private static readonly Dictionary<string, string> Properties = new(StringComparer.Ordinal)
    {
        ["api_key_location"] = "Credential",
        ["credential_location"] = "Credential",
        ["candidate_variants"] = "Candidates",
        ["fallback_variants"] = "Fallbacks",
        ["clickhouse"] = "ClickHouse",
        ["min_prob"] = "MinProbability",
        ["unstable_error_json"] = "ErrorJson",
        ["unstable_disable_feedback_target_validation"] = "DisableFeedbackTargetValidation",
    };

    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        ["type"] = "What other keys there are.",
        ["disable_pseudonymous_usage_analytics"] = "Without effect: nothing is ever sent anywhere.",
        ["export"] = "Where telemetry goes.",
        ["otlp"] = "OpenTelemetry's protocol.",
        ["traces"] = "Traces.",
        ["metrics"] = "What the gateway measures of itself.",
        ["tensorzero_inference_latency_overhead_seconds_buckets"] = "The bounds of the histogram of overhead, in seconds, ascending.",
        ["template_filesystem_access"] = "From where templates may include others.",
        ["base_path"] = "The folder; nothing outside it is read.",
        ["valkey"] = "Settings of Valkey.",
        ["cache"] = "How long a good key is remembered.",
        ["ttl_ms"] = "For how long, in milliseconds.",
        ["ttl_s"] = "For how long, in seconds.",
        ["default"] = "Looked at first.",
        ["fallback"] = "Looked at when there is nothing at the first place.",
        ["defaults"] = "What providers of this type have unless they say otherwise.",
        ["always"] = "Whether the rule holds whatever other rules say.",
        ["capacity"] = "The most that may be used at once.",
        ["refill_rate"] = "How much comes back in each interval.",
        ["api_key_public_id"] = "The public id of an API key, or `tensorzero::each`.",
        ["tag_key"] = "The tag.",
        ["tag_value"] = "Its value, `tensorzero::each` or `tensorzero::total`.",
        ["streaming"] = "Of streams.",
        ["non_streaming"] = "Of whole answers.",
        ["total_ms"] = "To the end, in milliseconds.",
        ["ttft_ms"] = "To the first content, in milliseconds.",
        ["pointer_nonstreaming"] = "JSON pointer into a whole reply.",
        ["pointer_streaming"] = "JSON pointer into the chunks of a stream.",
        ["cost_per_million"] = "Dollars for a million units.",
        ["cost_per_unit"] = "Dollars for one unit.",
        ["delete"] = "`true` takes it away; in place of `value`.",
        ["path"] = "The file.",
        ["system_template"] = "The template of the system text; `templates.system.path` is the newer form.",
        ["user_template"] = "The template of user texts; `templates.user.path` is the newer form.",
        ["assistant_template"] = "The template of assistant texts; `templates.assistant.path` is the newer form.",
        ["system_schema"] = "The schema of the system input; `schemas.system.path` is the newer form.",
        ["user_schema"] = "The schema of user inputs; `schemas.user.path` is the newer form.",
        ["assistant_schema"] = "The schema of assistant inputs; `schemas.assistant.path` is the newer form.",
        ["system"] = "Around the system text, given as `system_text`.",
        ["user"] = "Around user texts, given as `user_text`.",
        ["assistant"] = "Around assistant texts, given as `assistant_text`.",
        ["candidate_variants"] = "The variants among which one is chosen; as a table, each with its weight.",
        ["fallback_variants"] = "Tried in this order when no candidate is left.",
        ["api_key_location"] = "Where the key is found, such as `env::NAME`.",
        ["credential_location"] = "Where the credentials are found, such as `path::FILE`.",
        ["k"] = "How many examples a request is given.",
        ["specific"] = "The tool that must be called.",
        ["algorithm"] = "How the weights are found.",
        ["output_type"] = "What the evaluator says: yes or no, or a number.",
        ["optimize"] = "Whether more is better.",
        ["include"] = "What the judge sees besides the answer.",
        ["reference_output"] = "The datapoint's own output.",
        ["typescript_file"] = "The code.",
        ["active"] = "Whether this is the one that judges.",
        ["system_instructions"] = "What the model is told to do.",
        ["evaluator"] = "Chooses the best of the candidates' answers.",
        ["fuser"] = "Makes one answer of the candidates'.",
        ["drain_up_to_ms"] = "How long a stream that nobody reads is read on, in milliseconds.",
        [KeyExplorer.AnyName] = "The weight of the variant of this name.",
        ["sft"] = "Settings of supervised fine-tuning.",
        ["batch"] = "Settings of batch inference.",
        ["account_id"] = "The account's id.",
        ["input_uri_prefix"] = "Where inputs are put, such as `gs://bucket/in`.",
        ["output_uri_prefix"] = "Where outputs are found, such as `gs://bucket/out`.",
        ["inference_retention_days"] = "The older name of `inference_data_retention_days`.",
        ["hosted_provider"] = "Whose requests the endpoint understands.",
        ["name"] = "What it is called.",
        ["operation"] = "How the two are compared: `eq` (the same), `ne` (not the same), `like` (contains) or `ilike` (contains, whatever the case).",
        ["input"] = "What is judged; `{{ sample.output_text }}` stands for the answer, `{{ item.KEY }}` for a value of the example.",
        ["reference"] = "What it is compared with; may hold the same placeholders.",
        ["evaluation_metric"] = "How likeness is measured: `fuzzy_match`, `bleu`, `gleu`, `meteor`, `rouge_1` to `rouge_5` or `rouge_l`.",
        ["model"] = "The model that judges.",
        ["range"] = "The lowest and the highest score. Left out: 0 and 1.",
        ["labels"] = "What the model chooses from.",
        ["passing_labels"] = "The labels that are rewarded.",
        ["source"] = "Python code with a function `grade(sample, item)` that returns the score.",
        ["image_tag"] = "The container image that the code runs in. Left out: the vendor decides.",
        ["calculate_output"] = "The formula that makes one score of the graders' scores, which it calls by their names.",
        ["graders"] = "What the formula reckons with, by name.",
        ["content"] = "The text of the message.",
        ["json_schema"] = "The schema, with its name.",
        ["description"] = "Tells the model what the answer is for.",
        ["schema"] = "The JSON Schema that answers follow.",
        ["strict"] = "Whether the vendor enforces the schema.",
        ["min_lr_ratio"] = "Where the learning rate ends, as a part of its highest value.",
        ["num_cycles"] = "How many periods of the cosine there are; 0.5 falls once.",
        ["method"] = "What is learned from: answers as they should be.",
        ["train_on_inputs"] = "Whether the prompts are learned too: `true`, `false`, or `auto`, which decides by the form of the data.",
        ["lora_r"] = "The rank of the adapter.",
        ["lora_alpha"] = "How much the adapter counts: it is scaled by this, divided by the rank.",
        ["lora_dropout"] = "The part of the adapter's inputs that each step leaves out at random.",
        ["lora_trainable_modules"] = "The modules that get an adapter, separated by commas; `all-linear` for every linear layer.",
    };

    public static string? PropertyOf(string key) => Properties.GetValueOrDefault(key);

    public static string? Of(string key) => Texts.GetValueOrDefault(key) ?? Limit(key) ?? (ProviderTypes.All.Contains(key) ? $"All providers of the type `{key}`." : null);

    /// <summary>Keys such as <c>tokens_per_minute</c>.</summary>
    private static string? Limit(string key) => key.Split("_per_") is [var what, "second" or "minute" or "hour" or "day" or "week" or "month"]
        ? $"How many {what.Replace('_', ' ')} in each {key.Split('_')[^1]}.".Replace("many cost", "many dollars", StringComparison.Ordinal)
        : null;
}
