using System.Text.Json;

namespace TensorZero.Embedded.Tests.Datasets;

/// <summary>An engine on a database in memory, with functions of every kind.</summary>
internal static class DatasetScene
{
    private const string Configuration =
        """
        [models.echo]
        routing = ["dummy"]
        providers.dummy = { type = "dummy", model_name = "echo" }

        [tools.weather]
        description = "Tells the weather."
        parameters.__tensorzero_remapped_path = "weather.json"
        parameters.__data = '{"type": "object", "required": ["city"], "properties": {"city": {"type": "string"}}}'

        [metrics.solved]
        type = "boolean"
        level = "inference"
        optimize = "max"

        [functions.plain]
        type = "chat"
        variants.only = { type = "chat_completion", model = "echo" }

        [functions.secret]
        type = "chat"
        variants.only = { type = "chat_completion", model = "echo" }

        [functions.assist]
        type = "chat"
        tools = ["weather"]
        variants.only = { type = "chat_completion", model = "echo" }

        [functions.greet]
        type = "chat"
        user_schema.__tensorzero_remapped_path = "greet.json"
        user_schema.__data = '{"type": "object", "required": ["who"], "properties": {"who": {"type": "string"}}}'

        [functions.greet.variants.only]
        type = "chat_completion"
        model = "echo"
        user_template.__tensorzero_remapped_path = "greet.minijinja"
        user_template.__data = "Greet {{ who }}."

        [functions.extract]
        type = "json"
        output_schema.__tensorzero_remapped_path = "extract.json"
        output_schema.__data = '{"type": "object", "required": ["name"]}'
        variants.only = { type = "chat_completion", model = "echo", json_mode = "off" }

        [embedded.functions.secret]
        record_content = false
        """;

    public static InferenceInput Hello { get; } = Says("Hello");

    public static Task<TensorZeroEngine> StartAsync(ManualTime time) => TensorZeroEngine.CreateAsync(new TensorZeroOptions
    {
        Configuration = TensorZeroConfiguration.FromToml(Configuration),
        SqlitePath = ":memory:",
        TimeProvider = time,
    });

    public static InferenceInput Says(string text) => new() { Messages = [InputMessage.User(text)] };

    public static InferenceInput Greets(string arguments) =>
        new() { Messages = [InputMessage.User(new TemplateBlock("user", Json(arguments)))] };

    public static JsonElement Json(string json) => JsonElement.Parse(json);

    public static async Task<List<Datapoint>> ListAsync(this IDatasetClient datasets, string datasetName) =>
        await datasets.ListAsync(new DatapointQuery { DatasetName = datasetName, Limit = null, NewestFirst = false }).ToListAsync();

    public static async Task<Datapoint> OneAsync(this IDatasetClient datasets, Guid id) => (await datasets.GetAsync([id])).Single();

    /// <summary>The error that a call must end with.</summary>
    public static InvalidDatasetRequestException Refused(Func<Task> call) =>
        Assert.ThrowsAsync<InvalidDatasetRequestException>(() => call())!;

    public static void Refused(DatasetRequestError error, Func<Task> call) => Assert.That(Refused(call).Error, Is.EqualTo(error));
}
