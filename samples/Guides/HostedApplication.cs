using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TensorZero.Embedded;

namespace Guides;

/// <summary>The engine in an application with a container: registration, injection, hooks, several engines, a client factory.</summary>
internal static class HostedApplication
{
    public static async Task RunAsync()
    {
        await InjectAsync();
        await SeveralAsync();
        await ClientFactoryAsync();
    }

    private static async Task InjectAsync()
    {
        // quote:register
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddTensorZero(options =>
        {
            options.Configuration = TensorZeroConfiguration.Create(configuration => configuration
                .ChatFunction("write_haiku", function => function
                    .Variant("plain", "dummy::echo", variant => variant.Set("temperature", 0.7))));
            options.SqlitePath = ":memory:";
        });
        builder.Services.AddSingleton<IInferenceHook, NoCardNumbers>();
        builder.Services.AddSingleton<Poet>();
        // end

        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        using var host = builder.Build();
        await host.StartAsync();
        Claim.That(await host.Services.GetRequiredService<Poet>().WriteAsync("frog", CancellationToken.None) == "A haiku about a frog, please.");

        var refused = await Claim.ThrowsAsync<InvalidInferenceRequestException>(
            () => host.Services.GetRequiredService<Poet>().WriteAsync("4111 1111 1111 1111", CancellationToken.None));
        Claim.That(refused.Error == InferenceRequestError.Refused);

        var history = host.Services.GetRequiredService<IInferenceHistory>();
        await history.FlushAsync();
        Claim.That(await history.CountAsync(new InferenceQuery()) == 1);
        await host.StopAsync();
    }

    private static async Task SeveralAsync()
    {
        var services = new ServiceCollection();

        // quote:keyed
        services.AddKeyedTensorZero("support", (options, _) =>
        {
            options.Configuration = TensorZeroConfiguration.FromFile(Scene.Path("config/support.toml"));
            options.SqlitePath = ":memory:";
        });
        services.AddKeyedTensorZero("research", (options, _) =>
        {
            options.Configuration = TensorZeroConfiguration.FromFile(Scene.Path("config/research.toml"));
            options.SqlitePath = ":memory:";
        });
        services.AddSingleton<Newsroom>();
        // end

        await using var provider = services.BuildServiceProvider();
        Claim.That(await provider.GetRequiredService<Newsroom>().AskBothAsync() == ("to support", """{"answer":"Hello"}"""));
        Claim.That(provider.GetRequiredKeyedService<TensorZeroEngine>("support") != provider.GetRequiredKeyedService<TensorZeroEngine>("research"));
    }

    private static async Task ClientFactoryAsync()
    {
        var replies = new CannedReplies(CannedReplies.Completion);
        var services = new ServiceCollection();

        // quote:factory
        services.AddHttpClient("providers").ConfigurePrimaryHttpMessageHandler(() => replies);
        services.AddTensorZero((options, provider) =>
        {
            var factory = provider.GetRequiredService<IHttpClientFactory>();
            options.HttpClient = () => factory.CreateClient("providers");
            options.EnvironmentVariable = name => name == "OPENAI_API_KEY" ? "sk-guide" : null;
            options.SqlitePath = ":memory:";
        });
        // end

        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<IInferenceClient>();
        await client.InferAsync(InferenceRequest.ToModel("openai::gpt-5-mini", "About a frog."));
        Claim.That(replies.Requests.Single().Headers.Authorization!.ToString() == "Bearer sk-guide");
    }
}

// quote:inject
internal sealed class Poet(IInferenceClient inference)
{
    public async Task<string> WriteAsync(string topic, CancellationToken cancellationToken)
    {
        var request = InferenceRequest.ToFunction("write_haiku", $"A haiku about a {topic}, please.");
        var response = await inference.InferAsync(request, cancellationToken);
        return response.Text;
    }
}
// end

// quote:inject-keyed
internal sealed class Newsroom(
    [FromKeyedServices("support")] IInferenceClient support, [FromKeyedServices("research")] IInferenceClient research)
// end
{
    public async Task<(string Support, string Research)> AskBothAsync()
    {
        var first = await support.InferAsync(InferenceRequest.ToFunction("answer", "to support"));
        var second = await research.InferAsync(InferenceRequest.ToFunction("answer", "to research"));
        return (first.Text, second.Text);
    }
}
