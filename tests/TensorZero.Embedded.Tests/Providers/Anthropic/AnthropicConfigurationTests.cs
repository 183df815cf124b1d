using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using TensorZero.Embedded.Configuration.Binding;
using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Configuration.Sections.Providers;
using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Providers.Credentials;
using TensorZero.Embedded.Providers.Http;
using TensorZero.Embedded.Tests.Providers.Http;
using static TensorZero.Embedded.Tests.Providers.Anthropic.AnthropicExchange;

namespace TensorZero.Embedded.Tests.Providers.Anthropic;

public class AnthropicConfigurationTests
{
    private static readonly ProviderTypesConfig NoDefaults = new()
    {
        Origin = Origin.None,
        Credentials = new Dictionary<string, CredentialLocation>(),
    };

    [Test]
    public async Task A_configured_provider_asks_as_configured()
    {
        var config = new AnthropicProviderConfig
        {
            Origin = Origin.None,
            ModelName = "claude-opus-4-5",
            ApiBase = new Uri("https://proxy.test/v1/"),
            Credential = CredentialLocation.Parse("dynamic::KEY"),
            ProviderTools = [JsonElement.Parse("""{"type":"bash_20250124","name":"bash"}""")],
        };
        var handler = new VerbatimHttpHandler
        {
            Url = "https://proxy.test/v1/messages",
            Headers = new() { ["x-api-key"] = "given" },
            Body = """
                {"model":"claude-opus-4-5","max_tokens":64000,"stream":false,
                 "messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]}],
                 "tools":[{"type":"bash_20250124","name":"bash"}]}
                """,
            Reply = SmallReply,
        };
        var provider = Catalog(handler).Create("my-model", "my-provider", config, NoDefaults);
        var call = new ProviderCall
        {
            ModelName = "my-model",
            ProviderName = "my-provider",
            Credentials = new Dictionary<string, string> { ["KEY"] = "given" },
        };

        await provider.InferAsync(Ask(), call, CancellationToken.None);

        Assert.That((provider.Type, handler.Requests), Is.EqualTo(("anthropic", 1)));
    }

    [Test]
    public async Task A_shorthand_takes_the_usual_key()
    {
        var handler = new VerbatimHttpHandler { Headers = new() { ["x-api-key"] = Key }, Reply = SmallReply };
        var provider = Catalog(handler, ("ANTHROPIC_API_KEY", Key)).TryCreateShorthand("anthropic::claude-haiku-4-5", NoDefaults);

        await provider!.InferAsync(Ask(), Call(), CancellationToken.None);

        Assert.That(handler.Requests, Is.EqualTo(1));
    }

    [Test]
    public void A_missing_key_is_named_when_the_configuration_is_loaded() =>
        Assert.That(
            () => Catalog(new VerbatimHttpHandler()).Create("m", "p", AnthropicProviderConfig.For("claude-haiku-4-5"), NoDefaults),
            Throws.InstanceOf<ProviderConfigurationException>().With.Message.Contain("ANTHROPIC_API_KEY"));

    private static ProviderCatalog Catalog(HttpMessageHandler handler, params (string Name, string Value)[] environment) => new(
        new ProviderHttp(handler, TimeProvider.System),
        new CredentialResolver(name => Array.Find(environment, pair => pair.Name == name).Value, File.ReadAllText),
        new Dictionary<string, Func<ModelProviderSettings, ModelProvider>>(),
        TimeProvider.System,
        NullLoggerFactory.Instance);
}
