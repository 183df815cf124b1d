using System.Text.Json;

namespace TensorZero.Embedded.Benchmarks;

/// <summary>The engine with what a real function has: two templates, two schemas, a typed input; recording to a SQLite file or not at all.</summary>
internal sealed class EngineUnderTest : IAsyncDisposable
{
    private readonly TensorZeroEngine _engine;
    private readonly string? _database;

    private EngineUnderTest(TensorZeroEngine engine, string? database) => (_engine, _database) = (engine, database);

    public static async Task<EngineUnderTest> StartAsync(Uri apiBase, bool recording)
    {
        var database = recording ? Path.Combine(Path.GetTempPath(), $"tensorzero-perf-{Environment.ProcessId}.db") : null;
        Delete(database);
        var engine = await TensorZeroEngine.CreateAsync(new TensorZeroOptions
        {
            Configuration = TensorZeroConfiguration.FromToml(Configuration(apiBase, recording), AppContext.BaseDirectory),
            SqlitePath = database,
        });
        return new EngineUnderTest(engine, database);
    }

    public async Task<string> AskAsync(string customer, string message) =>
        (await _engine.Inference.InferAsync(Request(customer, message))).Text;

    public async Task<int> StreamAsync(string customer, string message)
    {
        var pieces = 0;
        await foreach (var chunk in _engine.Inference.InferStreamingAsync(Request(customer, message)))
        {
            pieces += chunk.IsFinal ? 0 : 1;
        }

        return pieces;
    }

    public Task FlushAsync() => _engine.FlushAsync();

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        Delete(_database);
    }

    private static InferenceRequest Request(string customer, string message) => new()
    {
        FunctionName = "answer_customer",
        Input = new InferenceInput
        {
            System = SystemPrompt.FromArguments(JsonSerializer.SerializeToElement(new Shop("Seven Cups"), ArgumentsJson.Default.Shop)),
            Messages =
            [
                InputMessage.User(new TemplateBlock(
                    "user", JsonSerializer.SerializeToElement(new CustomerMessage(customer, message), ArgumentsJson.Default.CustomerMessage))),
            ],
        },
    };

    private static string Configuration(Uri apiBase, bool recording) => $$"""
        [gateway.observability]
        enabled = {{(recording ? "true" : "false")}}

        [models.assistant]
        routing = ["loopback"]
        [models.assistant.providers.loopback]
        type = "openai"
        model_name = "loopback-1"
        api_base = "{{apiBase}}"
        api_key_location = "none"

        [functions.answer_customer]
        type = "chat"
        schemas.system.path = "config/system_schema.json"
        schemas.user.path = "config/user_schema.json"
        [functions.answer_customer.variants.friendly]
        type = "chat_completion"
        model = "assistant"
        templates.system.path = "config/system.minijinja"
        templates.user.path = "config/user.minijinja"
        temperature = 0.3
        max_tokens = 300
        """;

    private static void Delete(string? database)
    {
        foreach (var suffix in new[] { "", "-wal", "-shm" })
        {
            if (database is not null)
            {
                File.Delete(database + suffix);
            }
        }
    }
}
