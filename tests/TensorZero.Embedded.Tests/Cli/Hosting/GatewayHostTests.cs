using System.Net;
using System.Text;
using TensorZero.Embedded.Cli.Hosting;
using TensorZero.Embedded.Tests.Configuration.Files;

namespace TensorZero.Embedded.Tests.Cli.Hosting;

public sealed class GatewayHostTests
{
    private const string Hello = """{"model_name": "dummy::good", "input": {"messages": [{"role": "user", "content": "Hello"}]}}""";

    [Test]
    public async Task Everything_stands_below_the_base_path()
    {
        await using var host = await StartAsync(TensorZeroConfiguration.FromToml("gateway.base_path = \"/llm/\""));
        using var http = new HttpClient();

        Assert.That(await StatusAsync(http, $"{host.Url}/llm/inference"), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await StatusAsync(http, $"{host.Url}/inference"), Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_public_address_answers_nobody_when_a_reload_switches_keys_off()
    {
        using var folder = new TemporaryFolder().With("t.toml", "gateway.auth.enabled = true");
        await using var host = await StartAsync(TensorZeroConfiguration.FromFile($"{folder.Path}/t.toml"), "0.0.0.0:0");
        using var http = new HttpClient();
        var url = $"http://127.0.0.1:{new Uri(host.Url).Port}/inference";
        Assert.That(await StatusAsync(http, url), Is.EqualTo(HttpStatusCode.Unauthorized));

        folder.With("t.toml", "gateway.auth.enabled = false");
        await host.Engine.ReloadAsync();

        Assert.That(await StatusAsync(http, url), Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    [Test]
    public async Task A_public_address_without_keys_must_be_allowed()
    {
        Assert.That(
            () => StartAsync(TensorZeroConfiguration.FromToml(""), "0.0.0.0:0"),
            Throws.InstanceOf<TensorZeroException>().With.Message.Contains("can be reached from other machines"));

        await using var host = await StartAsync(TensorZeroConfiguration.FromToml(""), "0.0.0.0:0", allowUnauthenticated: true);
        using var http = new HttpClient();
        Assert.That(await StatusAsync(http, $"http://127.0.0.1:{new Uri(host.Url).Port}/inference"), Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("localhost", 200)]
    [TestCase("gateway.LOCALHOST:3000", 200)]
    [TestCase("127.0.0.1", 200)]
    [TestCase("[::1]:3000", 200)]
    [TestCase("evil.example", 421)]
    [TestCase("127.0.0.1.evil.example", 421)]
    public async Task Without_keys_a_loopback_gateway_answers_to_local_names_only(string name, int status)
    {
        await using var host = await StartAsync(TensorZeroConfiguration.FromToml(""));
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Host = name;

        Assert.That((int)await StatusAsync(http, $"{host.Url}/inference"), Is.EqualTo(status));
    }

    [Test]
    public void Keys_without_a_database_stop_the_start() => Assert.That(
        () => StartAsync(TensorZeroConfiguration.FromToml("gateway.auth.enabled = true\ngateway.observability.enabled = false")),
        Throws.InstanceOf<ConfigurationException>().With.Message.Contains("API keys are kept in the database"));

    [Test]
    public async Task Headers_beyond_the_limit_are_refused()
    {
        await using var host = await StartAsync(TensorZeroConfiguration.FromToml(""));
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("x-long", new string('a', 40_000));

        Assert.That(await StatusAsync(http, $"{host.Url}/inference"), Is.EqualTo(HttpStatusCode.RequestHeaderFieldsTooLarge));
    }

    internal static async Task<GatewayHost> StartAsync(
        TensorZeroConfiguration configuration,
        string address = "127.0.0.1:0",
        bool allowUnauthenticated = false,
        IReadOnlyDictionary<string, string>? environment = null,
        IInferenceHook? hook = null)
    {
        var settings = new GatewaySettings(configuration)
        {
            BindAddress = address,
            AllowUnauthenticated = allowUnauthenticated,
            Environment = name => environment?.GetValueOrDefault(name),
        };
        var host = new GatewayHost(settings, options =>
        {
            options.SqlitePath = ":memory:";
            if (hook is not null)
            {
                options.Hooks.Add(hook);
            }
        });
        try
        {
            await host.StartAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string url)
    {
        using var reply = await http.PostAsync(url, new StringContent(Hello, Encoding.UTF8, "application/json")).OrFail();
        return reply.StatusCode;
    }
}
