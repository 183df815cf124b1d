using TensorZero.Embedded.Evaluations.Tests.Running;

namespace TensorZero.Embedded.Evaluations.Tests.Judges;

internal sealed class FingerprintTests
{
    private static readonly string Configuration = EvaluationWorld.Functions.Replace("URL", "http://127.0.0.1:9/v1/", StringComparison.Ordinal);

    [TestCase("model_name = \"x\"", "model_name = \"y\"", ExpectedResult = "model")]
    [TestCase("http://127.0.0.1:9/v1/", "http://127.0.0.1:8/v1/", ExpectedResult = "model")]
    [TestCase("means the reference.", "is right.", ExpectedResult = "prompt")]
    [TestCase("include = { reference_output = true }", "", ExpectedResult = "prompt")]
    [TestCase("output_type = \"boolean\"", "output_type = \"boolean\"\ninput_format = \"messages\"", ExpectedResult = "prompt")]
    [TestCase("temperature = 0.5", "temperature = 0.6", ExpectedResult = "parameters")]
    [TestCase("json_mode = \"on\"", "json_mode = \"strict\"", ExpectedResult = "parameters")]
    [TestCase("output_type = \"boolean\"", "output_type = \"float\"", ExpectedResult = "schema")]
    [TestCase("cost_per_unit = 0.001", "cost_per_unit = 0.002", ExpectedResult = "")]
    [TestCase("api_key_location = \"none\"", "api_key_location = \"dynamic::key\"", ExpectedResult = "")]
    [TestCase("optimize = \"max\"", "optimize = \"min\"", ExpectedResult = "")]
    [TestCase("temperature = 0.9", "temperature = 0.8", ExpectedResult = "", Description = "of the function, not of its judge")]
    public async Task<string> It_changes_with_what_a_verdict_depends_on(string was, string becomes)
    {
        Assert.That(Configuration, Does.Contain(was));
        var before = await ReadAsync(Configuration);
        var after = await ReadAsync(Configuration.Replace(was, becomes, StringComparison.Ordinal));
        var differences = after.DifferencesFrom(before);
        Assert.That(after.Hash == before.Hash, Is.EqualTo(differences.Count == 0));
        return string.Join(",", differences);
    }

    [Test]
    public async Task Of_several_variants_the_active_one_counts()
    {
        var second = Configuration.Replace(
            "json_mode = \"on\"",
            """
            json_mode = "on"
            active = true

            [functions.sort.evaluators.judge.variants.other]
            type = "chat_completion"
            model = "m"
            system_instructions.__tensorzero_remapped_path = "other.txt"
            system_instructions.__data = "Judge otherwise."
            json_mode = "strict"
            """,
            StringComparison.Ordinal);

        Assert.That((await ReadAsync(second)).DifferencesFrom(await ReadAsync(Configuration)), Is.Empty);
    }

    [Test]
    public async Task A_judge_of_an_evaluation_has_one_too()
    {
        var evaluation =
            """

            [evaluations.quality]
            type = "inference"
            function_name = "sort"

            [evaluations.quality.evaluators.judge]
            type = "llm_judge"
            output_type = "boolean"
            optimize = "max"
            include = { reference_output = true }

            [evaluations.quality.evaluators.judge.variants.strict]
            type = "chat_completion"
            model = "m"
            temperature = 0.5
            system_instructions.__tensorzero_remapped_path = "judge2.txt"
            system_instructions.__data = "Judge whether the generated output means the reference."
            json_mode = "on"
            """;
        await using var engine = await StartAsync(Configuration + evaluation);

        Assert.That(
            Judge.OfEvaluation("quality", "judge").ReadFingerprint(engine).DifferencesFrom(Judge.OfFunction("sort", "judge").ReadFingerprint(engine)),
            Is.EqualTo(Array.Empty<string>()));
    }

    [TestCase("sort", "jugde", "The function \"sort\" has no judge \"jugde\" (did you mean")]
    [TestCase("sort", "exact", "The function \"sort\" has no judge \"exact\"")]
    [TestCase("nothing", "judge", "The function \"nothing\" has no judge \"judge\".")]
    public async Task An_unknown_judge_is_an_error(string function, string evaluator, string message)
    {
        await using var engine = await StartAsync(Configuration);
        Assert.That(
            Assert.Throws<EvaluationException>(() => Judge.OfFunction(function, evaluator).ReadFingerprint(engine))!.Message, Does.StartWith(message));
    }

    private static async Task<JudgeFingerprint> ReadAsync(string toml)
    {
        await using var engine = await StartAsync(toml);
        return Judge.OfFunction("sort", "judge").ReadFingerprint(engine);
    }

    private static Task<TensorZeroEngine> StartAsync(string toml) => TensorZeroEngine.CreateAsync(
        new TensorZeroOptions { Configuration = TensorZeroConfiguration.FromToml(toml), SqlitePath = ":memory:" });
}
