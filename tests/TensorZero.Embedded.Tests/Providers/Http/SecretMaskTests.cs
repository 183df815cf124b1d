using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Providers.Http;

namespace TensorZero.Embedded.Tests.Providers.Http;

public class SecretMaskTests
{
    private const string HeaderSecret = "tenant-secret-42";

    [TestCase(200)]
    [TestCase(401)]
    public async Task A_provider_that_echoes_the_secrets_carries_them_nowhere(int status)
    {
        var echo = $$$"""{"error":{"message":"key {{{Exchange.Key}}} and {{{HeaderSecret}}} are wrong"},"again":"{{{Exchange.Key}}}"}""";
        var call = Exchange.Call();
        var request = Exchange.Request(extraHeaders: [ExtraHeader.Set("x-tenant", HeaderSecret), ExtraHeader.Set("x-flag", "1")]);
        using var http = new ProviderHttp(
            new VerbatimHttpHandler { Status = status, Reply = echo, ReplyHeaders = new() { ["x-request-id"] = Exchange.Key } },
            TimeProvider.System);

        string shown;
        try
        {
            shown = Encoding.UTF8.GetString((await http.PostAsync(request, call, CancellationToken.None)).Span);
        }
        catch (ProviderException error)
        {
            shown = error.ToString();
        }

        shown += Encoding.UTF8.GetString(call.RawResponse.Span);
        Assert.That(shown, Does.Not.Contain(Exchange.Key).And.Not.Contain(HeaderSecret));
        Assert.That(shown, Does.Contain("key *** and *** are wrong"));
    }

    [Test]
    public async Task An_event_that_echoes_the_key_is_masked()
    {
        var handler = new VerbatimHttpHandler { ContentType = "text/event-stream", Reply = $"data: your key {Exchange.Key}\n\n" };

        var (events, _) = await Exchange.ReadStreamAsync(handler);

        Assert.That(Encoding.UTF8.GetString(events[0].Data.Span), Is.EqualTo("your key ***"));
    }

    [Test]
    public void No_value_that_holds_a_key_prints_it()
    {
        var header = new AuthenticationHeader("Authorization", Exchange.Key, "Bearer");

        Assert.Multiple(() =>
        {
            Assert.That(header.ToString(), Is.EqualTo("***"));
            Assert.That(Exchange.Request().ToString(), Does.Not.Contain(Exchange.Key));
        });
    }

    [Test]
    public void A_key_that_no_header_can_carry_is_a_credential_failure_that_does_not_show_it()
    {
        var request = new ProviderHttpRequest
        {
            Url = new Uri("https://provider.test/"),
            Body = "{}"u8.ToArray(),
            Authentication = new AuthenticationHeader("Authorization", "sk-broken\nkey", "Bearer"),
        };
        using var http = new ProviderHttp(new VerbatimHttpHandler(), TimeProvider.System);

        var error = Assert.ThrowsAsync<ProviderException>(async () => await http.PostAsync(request, Exchange.Call(), CancellationToken.None));

        Assert.That(error!.Failure, Is.EqualTo(ProviderFailure.Credential));
        Assert.That(error.ToString(), Does.Not.Contain("sk-broken"));
    }

    [Test]
    public void However_often_the_key_occurs_it_is_gone_and_the_rest_stays()
    {
        var parts = Gen.Elements("k3y", "k3", "y", "*", "ab", "").ArrayOf();
        Check.One(
            Config.QuickThrowOnFailure,
            Prop.ForAll(parts.ToArbitrary(), pieces =>
            {
                var text = string.Concat(pieces);
                var mask = new SecretMask(new ProviderHttpRequest
                {
                    Url = new Uri("https://provider.test/"),
                    Body = default,
                    Authentication = new AuthenticationHeader("a", "k3y"),
                });
                var masked = Encoding.UTF8.GetString(mask.Apply(Encoding.UTF8.GetBytes(text)).Span);
                return masked == text.Replace("k3y", "***", StringComparison.Ordinal) && masked == mask.Apply(text);
            }));
    }
}
