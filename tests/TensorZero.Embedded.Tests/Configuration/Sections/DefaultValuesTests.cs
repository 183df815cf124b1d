using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Configuration.Sections.RateLimiting;

namespace TensorZero.Embedded.Tests.Configuration.Sections;

/// <summary>What holds when a key is missing, and that written values arrive.</summary>
public sealed class DefaultValuesTests
{
    private static readonly RootConfig Empty = Load("");

    [Test]
    public void The_gateway_has_the_documented_defaults()
    {
        var gateway = Empty.Gateway;
        Assert.That(gateway.GlobalOutboundHttpTimeout, Is.EqualTo(TimeSpan.FromMinutes(15)));
        Assert.That(gateway.LatencyOverheadBuckets, Is.EqualTo(new[] { 0.001, 0.01, 0.1 }));
        Assert.That((gateway.BasePath, gateway.Debug, gateway.Relay, gateway.TemplateBasePath), Is.EqualTo(("", false, (object?)null, (string?)null)));
        Assert.That((gateway.Auth.Enabled, gateway.Auth.CacheEnabled, gateway.Auth.CacheTimeToLive), Is.EqualTo((false, true, TimeSpan.FromSeconds(1))));
        Assert.That((gateway.Cache.Enabled, gateway.Cache.ValkeyTimeToLive), Is.EqualTo(((bool?)null, TimeSpan.FromDays(1))));
        Assert.That(gateway.Observability.Enabled, Is.Null);
    }

    [Test]
    public void Our_own_table_has_its_defaults()
    {
        var embedded = Empty.Embedded;
        Assert.That(
            (embedded.SqlitePath, embedded.MaxProviderResponseBytes, embedded.ProviderCooldown, embedded.Disconnect, embedded.RecordContent),
            Is.EqualTo(((string?)null, 64 * 1024 * 1024, TimeSpan.Zero, DisconnectPolicy.Cancel, true)));
    }

    [Test]
    public void A_function_has_its_own_settings_in_our_table_and_inherits_the_rest()
    {
        var embedded = Load("""
            [embedded]
            disconnect = "drain"
            provider_cooldown_ms = 500

            [embedded.functions.f]
            record_content = false

            [embedded.functions.g]
            disconnect = { drain_up_to_ms = 250 }

            [functions]
            f = { type = "chat", variants = {} }
            g = { type = "chat", variants = {} }
            """).Embedded;

        Assert.That(embedded.ProviderCooldown, Is.EqualTo(TimeSpan.FromMilliseconds(500)));
        Assert.That((embedded.Functions["f"].Disconnect, embedded.Functions["f"].RecordContent), Is.EqualTo((DisconnectPolicy.Drain, false)));
        Assert.That(embedded.Functions["g"].Disconnect.DrainFor, Is.EqualTo(TimeSpan.FromMilliseconds(250)));
    }

    [Test]
    public void A_tool_is_shown_by_its_key_unless_it_has_a_name()
    {
        var tools = Load("[tools]\na = { description = 'd', parameters.__data = '{}' }\nb = { description = 'd', name = 'a', parameters.__data = '{}', strict = true }").Tools;
        Assert.That(tools.Values.Select(tool => (tool.Name, tool.DisplayName, tool.Strict)), Is.EqualTo(new[] { ("a", "a", false), ("b", "a", true) }));
    }

    [Test]
    public void A_function_takes_its_tool_choice()
    {
        var functions = Load("""
            [functions]
            a = { type = "chat", variants = {} }
            b = { type = "chat", variants = {}, tool_choice = "required" }
            c = { type = "chat", variants = {}, tool_choice = { specific = "t" }, parallel_tool_calls = false }
            """).Functions;

        Assert.That(functions["a"].ToolChoice, Is.EqualTo(ToolChoice.Auto));
        Assert.That(functions["b"].ToolChoice, Is.EqualTo(ToolChoice.Required));
        Assert.That((functions["c"].ToolChoice, functions["c"].ParallelToolCalls), Is.EqualTo((ToolChoice.Specific("t"), (bool?)false)));
    }

    [Test]
    public void A_completion_takes_all_its_settings()
    {
        var completion = Load("""
            [functions.f]
            type = "json"

            [functions.f.variants.v]
            type = "chat_completion"
            model = "openai::gpt-5-mini"
            temperature = 1
            top_p = 0.5
            max_tokens = 100
            presence_penalty = -1
            frequency_penalty = 0.1
            seed = 7
            stop_sequences = ["a"]
            reasoning_effort = "low"
            service_tier = "flex"
            thinking_budget_tokens = -1
            verbosity = "high"
            json_mode = "tool"
            retries = { num_retries = 3, max_delay_s = 0.5 }
            """).Functions["f"].Variants["v"].Completion!;

        Assert.That(completion.Params with { StopSequences = null }, Is.EqualTo(new ChatCompletionParams
        {
            Temperature = 1,
            TopP = 0.5,
            MaxTokens = 100,
            PresencePenalty = -1,
            FrequencyPenalty = 0.1,
            Seed = 7,
            ReasoningEffort = "low",
            ServiceTier = ServiceTier.Flex,
            ThinkingBudgetTokens = -1,
            Verbosity = "high",
            JsonMode = JsonMode.Tool,
        }));
        Assert.That(completion.Params.StopSequences, Is.EqualTo(new[] { "a" }));
        Assert.That(completion.Retries, Is.EqualTo(new RetryConfig(3, TimeSpan.FromSeconds(0.5))));
    }

    [Test]
    public void Rate_limits_arrive()
    {
        var rules = Load("""
            [rate_limiting]
            default_cost = 0.25

            [[rate_limiting.rules]]
            always = true
            model_inferences_per_second = 5
            cost_per_month = { capacity = 10.5, refill_rate = 1 }

            [[rate_limiting.rules]]
            priority = 2
            tokens_per_week = 1000
            scope = [{ tag_key = "user", tag_value = "tensorzero::each" }, { api_key_public_id = "tensorzero::each" }]
            """).RateLimiting;

        Assert.That((rules.Enabled, rules.DefaultCost), Is.EqualTo((true, 0.25m)));
        Assert.That(rules.Rules[0].Priority, Is.Null);
        Assert.That(rules.Rules[0].Limits, Is.EqualTo(new[]
        {
            new RateLimitConfig(RateLimitResource.ModelInference, TimeSpan.FromSeconds(1), 5, 5),
            new RateLimitConfig(RateLimitResource.Cost, TimeSpan.FromDays(30), 10.5m, 1),
        }));
        Assert.That(rules.Rules[1].Priority, Is.EqualTo(2));
        Assert.That(rules.Rules[1].Scope.Select(scope => (scope.TagKey, scope.Value)), Is.EqualTo(new[]
        {
            ("user", RateLimitScopeConfig.Each), ((string?)null, RateLimitScopeConfig.Each),
        }));
    }

    [Test]
    public void Optimizers_of_all_types_load()
    {
        var optimizers = Load("""
            [functions.f]
            type = "chat"
            variants = {}

            [optimizers]
            a = { type = "dicl", embedding_model = "openai::e", variant_name = "v", function_name = "f" }
            b = { type = "openai_sft", model = "m", n_epochs = 2 }
            c = { type = "openai_rft", model = "m", grader = { type = "multi", name = "g", calculate_output = "x", graders = { x = { type = "string_check", name = "x", operation = "eq", input = "i", reference = "r" } } } }
            d = { type = "fireworks_sft", model = "m", epochs = 1 }
            e = { type = "gcp_vertex_gemini_sft", model = "m" }
            f = { type = "gepa", function_name = "f", evaluator_names = ["e"], analysis_model = "dummy::a", mutation_model = "dummy::b" }
            g = { type = "together_sft", model = "m", batch_size = "max", lr_scheduler = { lr_scheduler_type = "cosine", num_cycles = 1 }, training_type = { type = "Lora", lora_r = 8 } }
            """).Optimizers;

        Assert.That(
            optimizers.Values.Select(optimizer => optimizer.Type),
            Is.EqualTo(new[] { "dicl", "openai_sft", "openai_rft", "fireworks_sft", "gcp_vertex_gemini_sft", "gepa", "together_sft" }));
    }

    private static RootConfig Load(string toml) => ConfigurationLoading.Load(TensorZeroConfiguration.FromToml(toml)).Root;
}
