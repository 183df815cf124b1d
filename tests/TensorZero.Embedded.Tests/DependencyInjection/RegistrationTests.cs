using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Tests.Inference;
using TensorZero.Embedded.Tests.Storage.Sqlite;

namespace TensorZero.Embedded.Tests.DependencyInjection;

internal sealed class RegistrationTests
{
    [Test]
    public async Task The_container_gives_one_engine_and_its_clients()
    {
        await using var services = new ServiceCollection().AddTensorZero(InMemory).BuildServiceProvider();

        var engine = services.GetRequiredService<TensorZeroEngine>();

        Assert.That(services.GetRequiredService<IInferenceClient>(), Is.SameAs(engine.Inference));
        Assert.That(services.GetRequiredService<IFeedbackClient>(), Is.SameAs(engine.Feedback));
        Assert.That(services.GetRequiredService<TensorZeroEngine>(), Is.SameAs(engine));
        Assert.That((await engine.Inference.InferAsync(InferenceRequest.ToModel("dummy::echo", "Hi"))).Text, Is.EqualTo("Hi"));
    }

    [Test]
    public async Task A_second_call_adds_to_the_options_of_the_first()
    {
        var collection = new ServiceCollection()
            .AddTensorZero(options =>
            {
                InMemory(options);
                options.Configuration = TensorZeroConfiguration.FromToml(CannedProvider.Configuration);
            })
            .AddTensorZero(options => options.AddProviderType("canned", _ => new CannedProvider("from the second")));
        await using var services = collection.BuildServiceProvider();

        Assert.That(services.GetServices<TensorZeroEngine>().Count(), Is.EqualTo(1));
        Assert.That(services.GetServices<IHostedService>().Count(), Is.EqualTo(1));
        Assert.That(
            (await services.GetRequiredService<IInferenceClient>().InferAsync(InferenceRequest.ToModel("m", "Hi"))).Text,
            Is.EqualTo("from the second"));
    }

    [Test]
    public async Task Keyed_engines_have_their_own_configurations_hooks_and_databases()
    {
        using var first = new TemporaryDatabase();
        using var second = new TemporaryDatabase();
        var collection = new ServiceCollection()
            .AddKeyedTensorZero("one", (options, _) => Configure(options, "one", first.Path))
            .AddKeyedTensorZero("two", (options, _) => Configure(options, "two", second.Path))
            .AddKeyedSingleton<IInferenceHook>("two", (_, _) => new CountingHook());
        await using (var services = collection.BuildServiceProvider())
        {
            var one = services.GetRequiredKeyedService<IInferenceClient>("one");
            var two = services.GetRequiredKeyedService<IInferenceClient>("two");
            await one.InferAsync(InferenceRequest.ToFunction("one", "Hi"));
            await two.InferAsync(InferenceRequest.ToFunction("two", "Hi"));

            Assert.That(one.Refuses(InferenceRequest.ToFunction("two", "Hi")).Error, Is.EqualTo(InferenceRequestError.UnknownFunction));
            Assert.That(services.GetService<IInferenceClient>(), Is.Null);
            Assert.That(services.GetServices<IHostedService>().Count(), Is.EqualTo(2));
            var hook = (CountingHook)services.GetRequiredKeyedService<IInferenceHook>("two");
            Assert.That(hook.Requests, Is.EqualTo(1));
        }

        Assert.That(first.Query("SELECT group_concat(function_name) FROM chat_inference"), Is.EqualTo("one"));
        Assert.That(second.Query("SELECT group_concat(function_name) FROM chat_inference"), Is.EqualTo("two"));

        static void Configure(TensorZeroOptions options, string function, string path)
        {
            options.EnvironmentVariable = _ => null;
            options.SqlitePath = path;
            options.Configuration = TensorZeroConfiguration.FromToml(
                $$"""
                [functions.{{function}}]
                type = "chat"
                variants.v = { type = "chat_completion", model = "dummy::echo" }
                """);
        }
    }

    [Test]
    public void A_wrong_configuration_stops_the_host_with_every_problem_listed()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        var other = new OtherService();
        builder.Services.AddSingleton<IHostedService>(other);
        builder.Services.AddTensorZero(options =>
        {
            InMemory(options);
            options.Configuration = TensorZeroConfiguration.FromToml(
                """
                [models.m]
                routing = ["a", "b"]

                [models.m.providers.b]
                type = "openai"
                model_name = "x"
                api_key_location = "env::OTHER_KEY"

                [models.m.providers.a]
                type = "openai"
                model_name = "x"
                api_key_location = "env::MISSING_KEY"
                """);
        });
        using var host = builder.Build();

        var error = Assert.ThrowsAsync<ConfigurationException>(() => host.StartAsync())!;

        Assert.That(error.Message, Does.Contain("OTHER_KEY").And.Contain("MISSING_KEY"));
        Assert.That(error.Problems, Has.Count.EqualTo(2));
        Assert.That(other.Started, Is.False, "The engine starts before the application's own services.");
    }

    [Test]
    public async Task Stopping_the_host_flushes_what_is_on_its_way()
    {
        using var database = new TemporaryDatabase();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddTensorZero(options =>
        {
            options.EnvironmentVariable = _ => null;
            options.SqlitePath = database.Path;
            options.TimeProvider = new ManualTime();
        });
        using var host = builder.Build();
        await host.StartAsync();
        await host.Services.GetRequiredService<IInferenceClient>().InferAsync(InferenceRequest.ToModel("dummy::echo", "Hi"));

        // The clock stands still, so nothing but the stop makes the writer write.
        await host.StopAsync();

        Assert.That(database.Query("SELECT count(*) FROM chat_inference"), Is.EqualTo(1L));
    }

    [Test]
    public async Task A_container_that_is_disposed_synchronously_flushes_too()
    {
        using var database = new TemporaryDatabase();
        var services = new ServiceCollection().AddTensorZero(options =>
        {
            options.EnvironmentVariable = _ => null;
            options.SqlitePath = database.Path;
        }).BuildServiceProvider();
        await services.GetRequiredService<IInferenceClient>().InferAsync(InferenceRequest.ToModel("dummy::echo", "Hi"));

#pragma warning disable CA1849 // Being synchronous is the point.
        services.Dispose();
#pragma warning restore CA1849

        Assert.That(database.Query("SELECT count(*) FROM chat_inference"), Is.EqualTo(1L));
    }

    [Test]
    public async Task Clock_loggers_redactor_and_content_root_come_from_the_container()
    {
        using var folder = new Configuration.Files.TemporaryFolder();
        var loggers = new CollectingLoggers();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = folder.Path });
        builder.Services.AddSingleton<TimeProvider>(new ManualTime());
        builder.Services.AddSingleton<ILoggerFactory>(loggers);
        builder.Services.AddSingleton<IContentRedactor, Redactor>();
        builder.Services.AddTensorZero(options =>
        {
            options.EnvironmentVariable = _ => null;
            options.Configuration = TensorZeroConfiguration.FromToml("[embedded]\nsqlite_path = \"records/mine.db\"");
        });
        Directory.CreateDirectory(Path.Combine(folder.Path, "records"));
        using var host = builder.Build();
        await host.StartAsync();
        var client = host.Services.GetRequiredService<IInferenceClient>();
        var response = await client.InferAsync(InferenceRequest.ToModel("dummy::echo", "Hi"));
        await host.Services.GetRequiredService<TensorZeroEngine>().ReloadAsync();
        await host.StopAsync();

        Assert.That(Embedded.Content.UuidV7Source.TimestampOf(response.InferenceId).Year, Is.EqualTo(2026));
        Assert.That(loggers.Lines.Select(line => line.Text), Has.Some.Contains("The configuration was reloaded"));
        Assert.That(File.Exists(Path.Combine(folder.Path, "records", "mine.db")), Is.True);
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection(
            $"Data Source={Path.Combine(folder.Path, "records", "mine.db")};Pooling=False");
        connection.Open();
        using var command = new Microsoft.Data.Sqlite.SqliteCommand("SELECT output ->> '$[0].text' FROM chat_inference", connection);
        Assert.That(command.ExecuteScalar(), Is.EqualTo("redacted"));
    }

    private static void InMemory(TensorZeroOptions options)
    {
        options.SqlitePath = ":memory:";
        options.EnvironmentVariable = _ => null;
    }

    private sealed class CountingHook : IInferenceHook
    {
        public int Requests { get; private set; }

        public ValueTask<InferenceRequest> OnRequestAsync(InferenceRequest request, CancellationToken cancellationToken)
        {
            Requests++;
            return new(request);
        }
    }

    private sealed class Redactor : IContentRedactor
    {
        public string Redact(string functionName, string text) => "redacted";
    }

    private sealed class OtherService : IHostedService
    {
        public bool Started { get; private set; }

        public Task StartAsync(CancellationToken cancellationToken)
        {
            Started = true;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
