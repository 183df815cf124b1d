using Microsoft.Extensions.DependencyInjection;
using TensorZero.Embedded.Tests.Faults;

namespace TensorZero.Embedded.Tests.DependencyInjection;

internal sealed class ClientRegistrationTests
{
    [Test]
    public void One_line_gives_the_clients_of_a_gateway()
    {
        var collection = new ServiceCollection();
        var apiKey = "key";

        // quote:register
        collection.AddTensorZeroClient(new Uri("http://localhost:3000"), apiKey);
        // end

        using var services = collection.BuildServiceProvider();
        var client = services.GetRequiredService<TensorZeroClient>();
        Assert.That(services.GetRequiredService<IInferenceClient>(), Is.SameAs(client.Inference));
        Assert.That(services.GetRequiredService<IFeedbackClient>(), Is.SameAs(client.Feedback));
    }

    [Test]
    public async Task Each_key_has_its_own_gateway()
    {
        await using var server = FaultServer.Start(script => script.OnAny().Always(FaultReply.Whole(403, "application/json", """{"error":"no"}""")));
        await using var services = new ServiceCollection()
            .AddKeyedTensorZeroClient("one", new Uri(server.Url, "/one"), (options, _) => options.ApiKey = "k1")
            .AddKeyedTensorZeroClient("two", new Uri(server.Url, "/two"), (options, _) => options.ApiKey = "k2")
            .BuildServiceProvider();

        foreach (var key in new[] { "one", "two" })
        {
            var client = services.GetRequiredKeyedService<IInferenceClient>(key);
            Assert.ThrowsAsync<InvalidInferenceRequestException>(() => client.InferAsync(InferenceRequest.ToFunction("f", "Hi")));
        }

        Assert.That(
            server.Requests.Select(request => (request.Path, request.Headers["Authorization"])),
            Is.EqualTo(new[] { ("/one/inference", "Bearer k1"), ("/two/inference", "Bearer k2") }));
    }

    [Test]
    public async Task A_client_of_the_application_carries_the_calls()
    {
        await using var server = FaultServer.Start(script => script.OnAny().Always(FaultReply.Whole(403, "application/json", """{"error":"no"}""")));
        using var http = new HttpClient();
        await using var services = new ServiceCollection()
            .AddSingleton(http)
            .AddTensorZeroClient(server.Url, (options, provider) => options.HttpClient = provider.GetRequiredService<HttpClient>)
            .BuildServiceProvider();
        http.DefaultRequestHeaders.Add("x-mine", "yes");

        Assert.ThrowsAsync<InvalidInferenceRequestException>(
            () => services.GetRequiredService<IInferenceClient>().InferAsync(InferenceRequest.ToFunction("f", "Hi")));

        Assert.That(server.Requests.Single().Headers["x-mine"], Is.EqualTo("yes"));
    }

    [Test]
    public void A_wrong_address_is_refused_where_it_is_registered() =>
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddTensorZeroClient(new Uri("localhost:3000")));
}
