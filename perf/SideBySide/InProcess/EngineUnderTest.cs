using System.Diagnostics;
using System.Text.Json;

namespace TensorZero.Embedded.SideBySide.InProcess;

/// <summary>The engine, with templates and schemas, a typed input, and everything recorded as far as wanted.</summary>
internal sealed class EngineUnderTest : ICaller, IAsyncDisposable
{
    private readonly TensorZeroEngine _engine;
    private readonly GatedDatabase _gate;
    private readonly string _folder;
    private readonly Recorded _recorded;

    private EngineUnderTest(TensorZeroEngine engine, GatedDatabase gate, string folder, Recorded recorded) =>
        (_engine, _gate, _folder, _recorded) = (engine, gate, folder, recorded);

    /// <param name="apiBase">The provider's.</param>
    /// <param name="recorded">How far records go.</param>
    /// <param name="functions">How many functions there are that nobody calls.</param>
    /// <param name="prepare">Fills the database's file before the engine opens it; null for nothing.</param>
    public static async Task<EngineUnderTest> StartAsync(
        Uri apiBase, Recorded recorded, int functions = 0, Func<string, Task>? prepare = null)
    {
        var folder = Directory.CreateTempSubdirectory("side-by-side-").FullName;
        var database = Path.Combine(folder, "tensorzero.db");
        await (prepare?.Invoke(database) ?? Task.CompletedTask);
        var gate = new GatedDatabase();
        var options = new TensorZeroOptions
        {
            Configuration = TensorZeroConfiguration.FromToml(
                EngineConfiguration.Toml(apiBase, recorded != Recorded.Nowhere, functions), AppContext.BaseDirectory),
            ContentRoot = folder,
        };
        if (recorded == Recorded.ToJournal)
        {
            // The one kind of database that an application brings along.
            (options.PostgresFactory, options.PostgresUrl) = (gate, database);
        }
        else
        {
            options.SqlitePath = database;
        }

        return new EngineUnderTest(await TensorZeroEngine.CreateAsync(options), gate, folder, recorded);
    }

    public async Task<string> AskAsync() => (await _engine.Inference.InferAsync(Request())).Text;

    public async Task<long> StreamAsync()
    {
        var first = 0L;
        await foreach (var chunk in _engine.Inference.InferStreamingAsync(Request()))
        {
            first = first == 0 && !chunk.IsFinal ? Stopwatch.GetTimestamp() : first;
        }

        return first;
    }

    public Task SettleAsync() => _recorded == Recorded.ToDatabase ? _engine.FlushAsync() : Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _gate.OpenGate();
        await _engine.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static InferenceRequest Request() => new()
    {
        FunctionName = EngineConfiguration.Function,
        Input = new InferenceInput
        {
            System = SystemPrompt.FromArguments(JsonSerializer.SerializeToElement(new Shop(Question.Shop), ArgumentsJson.Default.Shop)),
            Messages =
            [
                InputMessage.User(new TemplateBlock(
                    "user",
                    JsonSerializer.SerializeToElement(
                        new CustomerMessage(Question.Customer, Question.Message), ArgumentsJson.Default.CustomerMessage))),
            ],
        },
    };
}
