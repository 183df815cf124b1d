using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Providers.Credentials;
using TensorZero.Embedded.Tests.Providers.Http;

namespace TensorZero.Embedded.Tests.Providers.Credentials;

public class CredentialTests
{
    private const string Secret = "sk-very-secret-0123";

    private static readonly Dictionary<string, string> Variables = new()
    {
        ["KEY"] = $"  {Secret}\n",
        ["EMPTY"] = " ",
        ["KEY_FILE"] = "/keys/one",
        ["GONE_FILE"] = "/keys/gone",
    };

    private static readonly CredentialResolver Resolver = new(Variables.GetValueOrDefault, ReadFile);

    [TestCase("env::KEY", Secret)]
    [TestCase("path::/keys/one", Secret)]
    [TestCase("path_from_env::KEY_FILE", Secret)]
    [TestCase("none", null)]
    public void A_location_is_resolved_when_the_configuration_is_loaded(string location, string? expected) =>
        Assert.That(Find(location).Resolve(Exchange.Call()), Is.EqualTo(expected));

    [TestCase("env::NOT_SET", "Environment variable `NOT_SET` is missing")]
    [TestCase("env::EMPTY", "Environment variable `EMPTY` is empty")]
    [TestCase("path_from_env::NOT_SET", "Environment variable `NOT_SET` is missing")]
    [TestCase("path_from_env::GONE_FILE", "Failed to read credentials file `/keys/gone`: no such file")]
    [TestCase("path::/keys/empty", "Credentials file `/keys/empty` is empty")]
    [TestCase("sdk", "package TensorZero.Embedded.Aws")]
    public void A_missing_credential_is_named_when_the_configuration_is_loaded(string location, string message)
    {
        var error = Assert.Throws<ProviderConfigurationException>(() => Find(location));

        Assert.Multiple(() =>
        {
            Assert.That(error!.Message, Does.Contain(message));
            Assert.That(error.Key, Is.EqualTo("api_key_location"));
        });
    }

    [Test]
    public void A_dynamic_key_comes_with_the_call()
    {
        var credential = Find("dynamic::tenant_key");

        Assert.Multiple(() =>
        {
            Assert.That(credential.Resolve(CallWith("tenant_key", "k1")), Is.EqualTo("k1"));
            Assert.That(credential.Resolve(CallWith("tenant_key", "k2")), Is.EqualTo("k2"));
            Assert.That(
                () => credential.Resolve(CallWith("other_key", "k3")),
                Throws.InstanceOf<ProviderException>()
                    .With.Property("Failure").EqualTo(ProviderFailure.Credential)
                    .And.Message.Contains("Dynamic api key `tenant_key` is missing"));
        });
    }

    [TestCase("dynamic::tenant_key", "env::KEY", null, Secret)]
    [TestCase("dynamic::tenant_key", "env::KEY", "k1", "k1")]
    [TestCase("env::NOT_SET", "env::KEY", null, Secret)]
    [TestCase("env::NOT_SET", "dynamic::tenant_key", "k1", "k1")]
    [TestCase("env::KEY", "dynamic::tenant_key", "k1", Secret)]
    [TestCase("dynamic::tenant_key", "none", null, null)]
    public void The_fallback_serves_when_the_first_place_is_empty(string first, string fallback, string? given, string? expected)
    {
        var credential = Resolver.Find(CredentialLocation.Parse(first)! with { Fallback = CredentialLocation.Parse(fallback) }, "k");

        Assert.That(credential.Resolve(given is null ? Exchange.Call() : CallWith("tenant_key", given)), Is.EqualTo(expected));
    }

    [Test]
    public void A_fallback_that_is_missing_is_named_when_the_configuration_is_loaded() =>
        Assert.That(
            () => Resolver.Find(CredentialLocation.Parse("dynamic::k")! with { Fallback = CredentialLocation.Parse("env::NOT_SET") }, "k"),
            Throws.InstanceOf<ProviderConfigurationException>().With.Message.Contains("`NOT_SET`"));

    [Test]
    public void A_credential_for_later_is_looked_for_until_it_is_found_and_then_kept()
    {
        var variables = new Dictionary<string, string>();
        var lookups = 0;
        var resolver = new CredentialResolver(
            name =>
            {
                lookups++;
                return variables.GetValueOrDefault(name);
            },
            ReadFile);
        var header = new CredentialHeader(resolver.FindLater(CredentialLocation.Parse("env::KEY")!, "k"), "x-api-key");
        Assert.That(lookups, Is.Zero);

        Assert.That(
            () => header.For(Exchange.Call()),
            Throws.InstanceOf<ProviderException>()
                .With.Property("Failure").EqualTo(ProviderFailure.Credential)
                .And.Message.Contains("Environment variable `KEY` is missing"));
        variables["KEY"] = Secret;
        var first = header.For(Exchange.Call());
        Assert.Multiple(() =>
        {
            Assert.That(first!.Value, Is.EqualTo(Secret));
            Assert.That(header.For(Exchange.Call()), Is.SameAs(first));
            Assert.That(lookups, Is.EqualTo(2));
        });
    }

    [Test]
    public void A_key_that_came_with_one_call_is_not_kept_for_the_next()
    {
        var header = new CredentialHeader(Find("dynamic::tenant_key"), "Authorization", "Bearer");

        Assert.Multiple(() =>
        {
            Assert.That(header.For(CallWith("tenant_key", "k1"))!.Value, Is.EqualTo("Bearer k1"));
            Assert.That(header.For(CallWith("tenant_key", "k2"))!.Value, Is.EqualTo("Bearer k2"));
            Assert.That(() => header.For(Exchange.Call()), Throws.InstanceOf<ProviderException>());
        });
    }

    [Test]
    public void No_secret_is_printed()
    {
        var credential = Find("env::KEY");
        var header = new CredentialHeader(credential, "Authorization", "Bearer");

        Assert.That($"{credential} {header} {header.For(Exchange.Call())}", Is.EqualTo("*** *** ***"));
    }

    private static Credential Find(string location) => Resolver.Find(CredentialLocation.Parse(location)!, "api_key_location");

    private static ProviderCall CallWith(string key, string secret) =>
        new() { ModelName = "m", ProviderName = "p", Credentials = new Dictionary<string, string> { [key] = secret } };

    private static string ReadFile(string path) => path switch
    {
        "/keys/one" => Secret + "\n",
        "/keys/empty" => "\n",
        _ => throw new FileNotFoundException("no such file"),
    };
}
