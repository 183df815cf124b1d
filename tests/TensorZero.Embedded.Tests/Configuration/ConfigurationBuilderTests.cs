
namespace TensorZero.Embedded.Tests.Configuration;

/// <summary>A configuration in C# and the same in TOML are the same.</summary>
public sealed class ConfigurationBuilderTests
{
    [Test]
    public void A_configuration_in_csharp_is_the_same_as_in_toml()
    {
        var written = TensorZeroConfiguration.Create(c => c
            .Model("gpt", m => m
                .Provider("main", "dummy", p => p.Set("model_name", "good"))
                .Provider("spare", "dummy", p => p.Set("model_name", "better"))
                .Table("timeouts", t => t.Table("non_streaming", n => n.Set("total_ms", 1000))))
            .Tool("lookup", "Looks things up.", "{}", strict: true)
            .BooleanMetric("liked")
            .FloatMetric("cost", FeedbackLevel.Episode, maximize: false)
            .ChatFunction("chat", f => f
                .Schema("user", "{}")
                .Set("tools", ["lookup"])
                .Variant("a", "gpt", v => v.Template("user", "Hello {{ name }}").Set("temperature", 0.5)))
            .JsonFunction("json", "{}", f => f.Variant("a", "gpt", v => v.Set("json_mode", "strict")))
            .Table("gateway", g => g.Set("debug", true)));
        var toml = TensorZeroConfiguration.FromToml("""
            gateway.debug = true

            [models.gpt]
            routing = ["main", "spare"]
            timeouts.non_streaming.total_ms = 1000
            providers.main = { type = "dummy", model_name = "good" }
            providers.spare = { type = "dummy", model_name = "better" }

            [tools.lookup]
            description = "Looks things up."
            parameters.__data = "{}"
            strict = true

            [metrics]
            liked = { type = "boolean", level = "inference", optimize = "max" }
            cost = { type = "float", level = "episode", optimize = "min" }

            [functions.chat]
            type = "chat"
            schemas.user.path.__data = "{}"
            tools = ["lookup"]

            [functions.chat.variants.a]
            type = "chat_completion"
            model = "gpt"
            templates.user.path.__data = "Hello {{ name }}"
            temperature = 0.5

            [functions.json]
            type = "json"
            output_schema.__data = "{}"
            variants.a = { type = "chat_completion", model = "gpt", json_mode = "strict" }
            """);

        Assert.That(ConfigurationLoading.Load(written).CanonicalText, Is.EqualTo(ConfigurationLoading.Load(toml).CanonicalText));
    }

    [Test]
    public void What_is_wrong_is_told_by_its_path()
    {
        var wrong = TensorZeroConfiguration.Create(c => c
            .ChatFunction("f", f => f.Variant("a", "gpt-5-min", v => v.Set("temprature", 1)))
            .Model("gpt-5-mini", m => m.Provider("a", "dummy", p => p.Set("model_name", "good"))));

        var problems = Assert.Throws<ConfigurationException>(() => ConfigurationLoading.Load(wrong))!.Problems;

        Assert.That(problems.Select(problem => problem.ToString()), Is.EquivalentTo(new[]
        {
            "functions.f.variants.a.model: no model \"gpt-5-min\" (did you mean \"gpt-5-mini\"?)",
            "functions.f.variants.a.temprature: unknown key (did you mean \"temperature\"?)",
        }));
    }

    [Test]
    public void Tables_filled_twice_unite()
    {
        var twice = TensorZeroConfiguration.Create(c => c
            .Table("gateway", g => g.Table("auth", a => a.Set("enabled", true)))
            .Table("gateway", g => g.Table("auth", a => a.Table("cache", cache => cache.Set("ttl_ms", 5)))));

        var auth = ConfigurationLoading.Load(twice).Root.Gateway.Auth;
        Assert.That((auth.Enabled, auth.CacheTimeToLive), Is.EqualTo((true, TimeSpan.FromMilliseconds(5))));
    }
}
