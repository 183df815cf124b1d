using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Configuration.Sections.Experimentation;

namespace TensorZero.Embedded.Tests.Configuration.Expansion;

public sealed class ExpansionTests
{
    private const string Variant = "type = \"chat_completion\"\nmodel = \"dummy::good\"\n";

    private const string Judge = """
        [functions.f.evaluators.nice]
        type = "llm_judge"
        output_type = "float"
        optimize = "min"

        [functions.f.evaluators.nice.variants.only]
        type = "chat_completion"
        model = "dummy::good"
        system_instructions.__data = "Judge."
        json_mode = "strict"

        """;

    [Test]
    public void A_judge_becomes_a_function_and_a_metric()
    {
        var root = Load("[functions.f]\ntype = \"chat\"\n[functions.f.variants.a]\n" + Variant + Judge);

        var judge = root.Functions["tensorzero::llm_judge::function_name::f::nice"];
        Assert.That(judge.Type, Is.EqualTo(FunctionType.Json));
        Assert.That(judge.OutputSchema!.Text, Does.Contain("\"number\""));
        Assert.That(judge.Schemas.Keys, Is.EqualTo(new[] { "user" }));
        var templates = judge.Variants["only"].Completion!.Templates;
        Assert.That(templates["system"].Source.Text, Is.EqualTo("Judge.\n"));
        Assert.That(templates["user"].Source.Text, Does.Contain("{{ generated_output }}"));
        Assert.That(((StaticExperimentationConfig)judge.Experimentation.Base!).Candidates, Is.EqualTo(new[] { new WeightedVariant("only", 1) }));

        var metric = root.Metrics["tensorzero::function_name::f::evaluator_name::nice"];
        Assert.That(
            (metric.Type, metric.Optimize, metric.Level), Is.EqualTo((MetricType.Float, MetricOptimize.Min, FeedbackLevel.Inference)));
    }

    [Test]
    public void A_judge_that_reads_messages_has_no_template_for_them()
    {
        var root = Load("[functions.f]\ntype = \"chat\"\n[functions.f.variants.a]\n" + Variant
            + Judge.Replace("optimize", "input_format = \"messages\"\noptimize", StringComparison.Ordinal));

        var judge = root.Functions["tensorzero::llm_judge::function_name::f::nice"];
        Assert.That(judge.Schemas, Is.Empty);
        Assert.That(judge.Variants["only"].Completion!.Templates.Keys, Is.EqualTo(new[] { "system" }));
    }

    [Test]
    public void An_evaluation_of_the_old_kind_names_its_functions_and_metrics_as_before()
    {
        var root = Load("[functions.f]\ntype = \"chat\"\n[functions.f.variants.a]\n" + Variant
            + "[evaluations.e]\ntype = \"inference\"\nfunction_name = \"f\"\n[evaluations.e.evaluators.same]\ntype = \"exact_match\"\n"
            + Judge.Replace("functions.f", "evaluations.e", StringComparison.Ordinal));

        Assert.That(root.Functions.Keys, Does.Contain("tensorzero::llm_judge::e::nice"));
        Assert.That(root.Metrics["tensorzero::evaluation_name::e::evaluator_name::same"].Type, Is.EqualTo(MetricType.Boolean));
        Assert.That(root.Metrics.Keys, Does.Contain("tensorzero::evaluation_name::e::evaluator_name::nice"));
    }

    [Test]
    public void Weights_become_static_experimentation()
    {
        var root = Load(
            "[functions.f]\ntype = \"chat\"\n"
            + $"[functions.f.variants.c]\n{Variant}"
            + $"[functions.f.variants.b]\n{Variant}weight = 0\n"
            + $"[functions.f.variants.a]\n{Variant}weight = 0.5\n");

        var weights = (StaticExperimentationConfig)root.Functions["f"].Experimentation.Base!;
        Assert.That(weights.Candidates, Is.EqualTo(new[] { new WeightedVariant("a", 0.5) }));
        Assert.That(weights.Fallbacks, Is.EqualTo(new[] { "c" }));
    }

    [Test]
    public void The_old_timeout_moves_to_the_candidates()
    {
        var root = Load($$"""
            [functions.f]
            type = "chat"
            [functions.f.variants.a]
            {{Variant}}
            [functions.f.variants.best]
            type = "experimental_best_of_n_sampling"
            candidates = ["a"]
            timeout_s = 1.5
            evaluator = { model = "dummy::good" }
            """);

        var timeouts = root.Functions["f"].Variants["a"].Timeouts;
        Assert.That(
            (timeouts.NonStreamingTotal, timeouts.TimeToFirstToken, timeouts.StreamingTotal),
            Is.EqualTo(((TimeSpan?)TimeSpan.FromSeconds(1.5), (TimeSpan?)TimeSpan.FromSeconds(1.5), (TimeSpan?)null)));
    }

    [Test]
    public void The_default_function_is_always_there()
    {
        var function = Load("").Functions["tensorzero::default"];
        Assert.That((function.Type, function.Variants.Count), Is.EqualTo((FunctionType.Chat, 0)));
    }

    private static RootConfig Load(string toml) => ConfigurationLoading.Load(TensorZeroConfiguration.FromToml(toml)).Root;
}
