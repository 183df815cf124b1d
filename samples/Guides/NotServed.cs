using TensorZero.Embedded;

namespace Guides;

/// <summary>What validates but cannot be served stops the start with an error that says so.</summary>
internal static class NotServed
{
    private const string Function = "functions.f.type = \"chat\"\n";

    // Together with the list in docs/differences-from-tensorzero.md.
    private static readonly (string What, string Toml)[] Settings =
    [
        ("another provider type", "[models.m]\nrouting = [\"p\"]\nproviders.p = { type = \"groq\", model_name = \"x\", api_key_location = \"none\" }"),
        ("responses", "[models.m]\nrouting = [\"p\"]\nproviders.p = { type = \"openai\", model_name = \"x\", api_type = \"responses\", api_key_location = \"none\" }"),
        ("a shorthand of another type", Function + "functions.f.variants.v = { type = \"chat_completion\", model = \"groq::x\" }"),
        ("another variant type", Function + "functions.f.variants.v = { type = \"chat_completion\", model = \"dummy::echo\" }\n"
            + "functions.f.variants.b = { type = \"experimental_best_of_n_sampling\", candidates = [\"v\"], evaluator = { model = \"dummy::echo\" } }"),
        ("an adaptive experiment", "metrics.m = { type = \"boolean\", optimize = \"max\", level = \"inference\" }\n" + Function
            + "functions.f.variants.v = { type = \"chat_completion\", model = \"dummy::echo\" }\n"
            + "functions.f.experimentation = { type = \"adaptive\", metric = \"m\", candidate_variants = [\"v\"] }"),
        ("a cache in Valkey", "gateway.cache = { enabled = true, backend = \"valkey\" }"),
        ("fetching files", "gateway.fetch_and_encode_input_files_before_inference = true"),
        ("rate limits", "[[rate_limiting.rules]]\nalways = true\ntokens_per_minute = 10\nscope = []"),
        ("object storage", "object_storage = { type = \"filesystem\", path = \".\" }"),
    ];

    private static readonly (string What, string Toml)[] WithoutEffect =
    [
        ("stores", "gateway.observability.backend = \"clickhouse\"\npostgres.connection_pool_size = 5"),
        ("the gateway's own", "gateway.bind_address = \"127.0.0.1:3000\"\ngateway.auth.enabled = true\ngateway.base_path = \"/x\""),
        ("embedding models", "[embedding_models.e]\nrouting = [\"p\"]\nproviders.p = { type = \"openai\", model_name = \"x\" }"),
        ("evaluators", Function + "functions.f.variants = {}\nfunctions.f.evaluators.e = { type = \"exact_match\" }"),
    ];

    public static async Task RunAsync()
    {
        foreach (var (what, toml) in Settings)
        {
            var error = await Claim.ThrowsAsync<ConfigurationException>(() => Scene.StartAsync(TensorZeroConfiguration.FromToml(toml)));
            Claim.That(
                error.Problems.Any(problem => problem.Severity == ConfigurationProblemSeverity.Error
                    && (problem.Message.Contains("not served by this version", StringComparison.Ordinal)
                        || problem.Message.Contains("this version can serve", StringComparison.Ordinal))),
                $"{what}: {error.Message}");
        }

        foreach (var (_, toml) in WithoutEffect)
        {
            await using var engine = await Scene.StartAsync(TensorZeroConfiguration.FromToml(toml));
        }
    }
}
