using Microsoft.Extensions.DependencyInjection;

namespace TensorZero.Embedded.Tests.DependencyInjection;

internal sealed class KeyedEnginesTests
{
    private readonly List<string> _seen = [];

    [Test]
    public async Task A_redactor_without_a_key_serves_a_keyed_engine()
    {
        await using var services = Build(services => services.AddSingleton<IContentRedactor>(new Replacing("general")));

        Assert.That(await RecordedAsync(services), Is.EqualTo("general"));
    }

    [Test]
    public async Task A_redactor_under_the_engines_key_stands_in_for_the_general_one()
    {
        await using var services = Build(services => services
            .AddSingleton<IContentRedactor>(new Replacing("general"))
            .AddKeyedSingleton<IContentRedactor>("desk", new Replacing("own"))
            .AddKeyedSingleton<IContentRedactor>("other", new Replacing("other")));

        Assert.That(await RecordedAsync(services), Is.EqualTo("own"));
    }

    [Test]
    public async Task Hooks_without_a_key_run_before_those_under_the_engines_key()
    {
        await using var services = Build(services => services
            .AddKeyedSingleton<IInferenceHook>("desk", new Noting("own", _seen))
            .AddKeyedSingleton<IInferenceHook>("other", new Noting("other", _seen))
            .AddSingleton<IInferenceHook>(new Noting("general", _seen)));

        await RecordedAsync(services);

        Assert.That(_seen, Is.EqualTo(["general", "own"]));
    }

    [Test]
    public async Task An_engine_without_a_key_runs_each_hook_once()
    {
        await using var services = new ServiceCollection()
            .AddSingleton<IInferenceHook>(new Noting("general", _seen))
            .AddTensorZero(InMemory)
            .BuildServiceProvider();

        await services.GetRequiredService<IInferenceClient>().InferAsync(InferenceRequest.ToModel("dummy::echo", "Hi"));

        Assert.That(_seen, Is.EqualTo(["general"]));
    }

    private static ServiceProvider Build(Action<IServiceCollection> add)
    {
        var services = new ServiceCollection();
        add(services);
        return services.AddKeyedTensorZero("desk", (options, _) => InMemory(options)).BuildServiceProvider();
    }

    private static void InMemory(TensorZeroOptions options)
    {
        options.Configuration = TensorZeroConfiguration.FromToml("");
        options.SqlitePath = ":memory:";
    }

    /// <summary>What an inference's answer is on record.</summary>
    private static async Task<string> RecordedAsync(ServiceProvider services)
    {
        var engine = services.GetRequiredKeyedService<TensorZeroEngine>("desk");
        var response = await engine.Inference.InferAsync(InferenceRequest.ToModel("dummy::echo", "Hi"));
        await engine.FlushAsync();
        var stored = await engine.History.GetAsync([response.InferenceId]);
        return ((TextBlock)stored.Single().Content.Single()).Text;
    }

    private sealed class Replacing(string text) : IContentRedactor
    {
        public string Redact(string functionName, string _) => text;
    }

    private sealed class Noting(string name, List<string> seen) : IInferenceHook
    {
        public ValueTask<InferenceRequest> OnRequestAsync(InferenceRequest request, CancellationToken cancellationToken)
        {
            seen.Add(name);
            return new(request);
        }
    }
}
