using TensorZero.Embedded.Engine;

namespace TensorZero.Embedded.Tests.Engine;

/// <summary>What cannot be served is said at load, with its place, and everything at once.</summary>
internal sealed class ServingTests
{
    private const string Model =
        """
        [models.m]
        routing = ["a"]

        [models.m.providers.a]
        type = "dummy"
        model_name = "echo"


        """;

    private const string Function = "[functions.f]\ntype = \"chat\"\n";

    [TestCase("type = \"openai\"\nmodel_name = \"x\"", "api_key_location", "Environment variable `OPENAI_API_KEY` is missing")]
    [TestCase("type = \"openai\"\nmodel_name = \"x\"\napi_key_location = \"env::MINE\"", "api_key_location", "Environment variable `MINE` is missing")]
    [TestCase("type = \"openai\"\nmodel_name = \"x\"\napi_key_location = \"env::EMPTY\"", "api_key_location", "Environment variable `EMPTY` is empty")]
    [TestCase("type = \"openai\"\nmodel_name = \"x\"\napi_key_location = \"path::/no/such/file\"", "api_key_location", "/no/such/file")]
    [TestCase("type = \"anthropic\"\nmodel_name = \"x\"", "api_key_location", "Environment variable `ANTHROPIC_API_KEY` is missing")]
    [TestCase("type = \"openai\"\nmodel_name = \"x\"\napi_type = \"responses\"\napi_key_location = \"none\"", "api_type", "`responses` is not served")]
    [TestCase("type = \"mistral\"\nmodel_name = \"x\"", "type", "the provider type \"mistral\" is not served")]
    public void A_provider_that_cannot_be_made_is_named(string provider, string key, string message)
    {
        var error = Refused($"[models.x]\nrouting = [\"a\"]\n\n[models.x.providers.a]\n{provider}");

        var problem = error.Problems.Single();
        Assert.That((problem.Path, problem.Severity), Is.EqualTo(($"models.x.providers.a.{key}", ConfigurationProblemSeverity.Error)));
        Assert.That(problem.Message, Does.Contain(message));
    }

    [TestCase(Function + "variants.v = { type = \"experimental_best_of_n_sampling\", candidates = [\"w\"], evaluator = { model = \"m\" } }\nvariants.w = { type = \"chat_completion\", model = \"m\" }", "functions.f.variants.v.type")]
    [TestCase(Function + "variants.v = { type = \"chat_completion\", model = \"together::x\" }", "functions.f.variants.v.model")]
    [TestCase("[gateway.cache]\nbackend = \"valkey\"", "gateway.cache.backend")]
    [TestCase("[gateway]\nfetch_and_encode_input_files_before_inference = true", "gateway.fetch_and_encode_input_files_before_inference")]
    [TestCase("[object_storage]\ntype = \"filesystem\"\npath = \"/tmp\"", "object_storage.type")]
    public void What_is_not_built_is_named(string toml, string path)
    {
        var error = Refused(Model + toml);

        Assert.That(error.Problems.Where(problem => problem.Severity == ConfigurationProblemSeverity.Error).Select(problem => problem.Path), Is.EqualTo([path]));
    }

    [Test]
    public void Every_missing_key_and_model_that_is_not_served_is_told_at_once()
    {
        var error = Refused(
            """
            [models.x]
            routing = ["a", "b", "c"]

            [models.x.providers.a]
            type = "openai"
            model_name = "x"

            [models.x.providers.b]
            type = "anthropic"
            model_name = "x"

            [models.x.providers.c]
            type = "mistral"
            model_name = "x"

            [gateway.cache]
            backend = "valkey"
            """);

        Assert.That(
            error.Problems.Select(problem => $"{problem.Line} {problem.Path}"),
            Is.EqualTo(["4 models.x.providers.a.api_key_location", "8 models.x.providers.b.api_key_location", "13 models.x.providers.c.type", "17 gateway.cache.backend"]));
    }

    [Test]
    public void Wrong_references_schemas_and_templates_are_told_at_once()
    {
        var error = Refused(
            Model + """
            [tools.t]
            description = "x"
            parameters = { __tensorzero_remapped_path = "t.json", __data = '{"type": 1}' }

            [functions.f]
            type = "chat"

            [functions.f.variants.v]
            type = "chat_completion"
            model = "mm"

            [functions.f.variants.w]
            type = "chat_completion"
            model = "m"
            templates.greet.path = { __tensorzero_remapped_path = "w.minijinja", __data = "{{ oops" }
            """);

        Assert.That(
            error.Problems.Select(problem => problem.ToString()),
            Has.Some.Contains("t.json").And.Some.Contains("\"mm\"").And.Some.Contains("w.minijinja"));
    }

    [TestCase("retries = { num_retries = 3, max_delay_s = 1000000 }")]
    [TestCase("retries = { num_retries = 1000000, max_delay_s = 0 }")]
    [TestCase("timeouts = { non_streaming.total_ms = 9223372036854775 }")]
    [TestCase("timeouts = { streaming.total_ms = 4294967295000 }")]
    public async Task A_limit_beyond_all_bounds_is_either_told_or_works(string setting)
    {
        TensorZeroEngine engine;
        try
        {
            engine = Start(Model + Function + $"\n[functions.f.variants.v]\ntype = \"chat_completion\"\nmodel = \"m\"\n{setting}");
        }
        catch (ConfigurationException exception)
        {
            Assert.That(exception.Problems.Single().Path, Does.StartWith("functions.f.variants.v."));
            return;
        }

        await using (engine)
        {
            Assert.That((await engine.Inference.InferAsync(InferenceRequest.ToFunction("f", "Hi"))).Text, Is.EqualTo("Hi"));
            await foreach (var chunk in engine.Inference.InferStreamingAsync(InferenceRequest.ToFunction("f", "Hi")))
            {
                Assert.That(chunk.InferenceId, Is.Not.EqualTo(Guid.Empty));
            }
        }
    }

    [Test]
    public void A_provider_of_the_application_that_cannot_be_made_is_a_problem_of_the_configuration()
    {
        var error = Assert.Throws<ConfigurationException>(() => TensorZeroEngine.Create(new TensorZeroOptions
        {
            Configuration = TensorZeroConfiguration.FromToml(Model.Replace("\"dummy\"", "\"mine\"", StringComparison.Ordinal)),
            SqlitePath = ":memory:",
        }.AddProviderType("mine", _ => throw new InvalidOperationException("no such region"))))!;

        Assert.That(error.Problems.Single().Path, Does.StartWith("models.m.providers.a"));
        Assert.That(error.Problems.Single().Message, Does.Contain("no such region"));
    }

    [TestCase("/options.db", "/environment.db", "/configuration.db", "/options.db")]
    [TestCase(null, "/environment.db", "/configuration.db", "/environment.db")]
    [TestCase(" ", "", "/configuration.db", "/configuration.db")]
    [TestCase(null, null, "relative.db", "/content/relative.db")]
    [TestCase("../up.db", null, null, "/up.db")]
    [TestCase(null, null, null, "/content/tensorzero.db")]
    [TestCase(":memory:", "/environment.db", null, null)]
    [TestCase(null, ":memory:", "/configuration.db", null)]
    public void The_database_is_where_options_then_environment_then_configuration_say(
        string? options, string? environment, string? configuration, string? expected) =>
        Assert.That(
            DatabasePath.Find(
                DatabasePath.Chosen(options, configuration, name => name == "TENSORZERO_SQLITE_PATH" ? environment : null), "/content"),
            Is.EqualTo(expected));

    private static ConfigurationException Refused(string toml) => Assert.Throws<ConfigurationException>(() => Start(toml).Dispose())!;

    private static TensorZeroEngine Start(string toml) => TensorZeroEngine.Create(new TensorZeroOptions
    {
        Configuration = TensorZeroConfiguration.FromToml(toml),
        SqlitePath = ":memory:",
        EnvironmentVariable = name => name == "EMPTY" ? "" : null,
    });
}
