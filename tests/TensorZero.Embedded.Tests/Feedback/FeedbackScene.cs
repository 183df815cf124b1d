using System.Text.Json;
using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Sqlite;

namespace TensorZero.Embedded.Tests.Feedback;

/// <summary>An engine on a database file, and a second connection to the same file, as another process would have it.</summary>
internal sealed class FeedbackScene : IAsyncDisposable
{
    private const string Configuration =
        """
        [models.echo]
        routing = ["dummy"]
        providers.dummy = { type = "dummy", model_name = "echo" }

        [metrics.solved]
        type = "boolean"
        level = "inference"
        optimize = "max"

        [metrics.score]
        type = "float"
        level = "inference"
        optimize = "max"

        [metrics.rating]
        type = "float"
        level = "episode"
        optimize = "max"

        [metrics.converted]
        type = "boolean"
        level = "episode"
        optimize = "max"

        [tools.weather]
        description = "Tells the weather."
        parameters.__tensorzero_remapped_path = "weather.json"
        parameters.__data = '{"type": "object", "required": ["city"], "properties": {"city": {"type": "string"}}}'

        [functions.plain]
        type = "chat"
        variants.only = { type = "chat_completion", model = "echo" }

        [functions.assist]
        type = "chat"
        tools = ["weather"]
        variants.only = { type = "chat_completion", model = "echo" }

        [functions.extract]
        type = "json"
        output_schema.__tensorzero_remapped_path = "extract.json"
        output_schema.__data = '{"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}'
        variants.only = { type = "chat_completion", model = "echo", json_mode = "off" }
        """;

    private readonly string _path;

    private FeedbackScene(string path, TensorZeroEngine engine, SqliteStore store, ManualTime time) =>
        (_path, Engine, Store, Time) = (path, engine, store, time);

    public TensorZeroEngine Engine { get; }

    /// <summary>Reads and writes beside the engine.</summary>
    public SqliteStore Store { get; }

    public ManualTime Time { get; }

    public IFeedbackClient Client => Engine.Feedback;

    public static async Task<FeedbackScene> StartAsync(string moreConfiguration = "")
    {
        var path = Path.Combine(Path.GetTempPath(), $"tensorzero-feedback-{Path.GetRandomFileName()}.db");
        var time = new ManualTime();
        var engine = await TensorZeroEngine.CreateAsync(new TensorZeroOptions
        {
            Configuration = TensorZeroConfiguration.FromToml(moreConfiguration + Configuration),
            SqlitePath = path,
            TimeProvider = time,
        });
        return new FeedbackScene(path, engine, SqliteStore.Open(new SqliteOptions { Path = path }, time), time);
    }

    public Task<InferenceResponse> InferAsync(string function = "plain", string text = "Hello") =>
        Engine.Inference.InferAsync(InferenceRequest.ToFunction(function, text));

    /// <summary>What is on record about a target, once everything is written.</summary>
    public async Task<IReadOnlyList<StoredFeedback>> RecordedAsync(Guid targetId)
    {
        await Engine.FlushAsync();
        return await Store.Feedback.GetFeedbackAsync(targetId, CancellationToken.None);
    }

    /// <summary>Lets nobody write into the database until it is disposed.</summary>
    public IDisposable Lock()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _path, Pooling = false }.ToString());
        connection.Open();
        using var command = new SqliteCommand("BEGIN IMMEDIATE", connection);
        command.ExecuteNonQuery();
        return connection;
    }

    /// <summary>An inference as another process would record it, now.</summary>
    public InferenceRecord ForeignInference()
    {
        var ids = new UuidV7Source(Time, new Random(1));
        return new InferenceRecord
        {
            Id = ids.Next(),
            FunctionName = "plain",
            FunctionType = FunctionType.Chat,
            VariantName = "only",
            EpisodeId = ids.Next(),
            Status = InferenceStatus.Succeeded,
            ProcessingTime = TimeSpan.FromMilliseconds(1),
            SnapshotHash = "foreign",
        };
    }

    public static JsonElement Json(string json) => JsonElement.Parse(json);

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await Engine.DisposeAsync();
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(_path)!, Path.GetFileName(_path) + "*"))
        {
            File.Delete(file);
        }
    }
}
