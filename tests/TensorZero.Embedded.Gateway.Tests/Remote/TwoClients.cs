using TensorZero.Embedded.Tests.Inference;

namespace TensorZero.Embedded.Gateway.Tests.Remote;

/// <summary>One engine, asked in the process or through a gateway: whoever asks must not be able to tell which.</summary>
internal sealed class TwoClients : IAsyncDisposable
{
    private const string Toml = ScriptedProvider.Configuration +
        """
        [models.hasty]
        routing = ["only"]
        providers.only.type = "scripted"
        timeouts.non_streaming.total_ms = 1
        timeouts.streaming.ttft_ms = 1

        [metrics.liked]
        type = "boolean"
        optimize = "max"
        level = "inference"

        [tools.search]
        description = "Searches."
        parameters = "search.json"

        [functions.greet]
        type = "chat"
        tools = ["search"]

        [functions.greet.variants.plain]
        type = "chat_completion"
        model = "scripted"

        [functions.hurry]
        type = "chat"

        [functions.hurry.variants.plain]
        type = "chat_completion"
        model = "hasty"

        [functions.extract]
        type = "json"
        output_schema = "extract.json"

        [functions.extract.variants.plain]
        type = "chat_completion"
        model = "scripted"
        json_mode = "off"

        """;

    private readonly TensorZeroClient? _remote;

    private TwoClients(GatewayWorld world, bool remote)
    {
        World = world;
        _remote = remote ? TensorZeroClient.Connect(world.Url, new TensorZeroClientOptions { EnvironmentVariable = _ => null }) : null;
    }

    public GatewayWorld World { get; }

    public IInferenceClient Inference => _remote?.Inference ?? World.Engine.Inference;

    public IFeedbackClient Feedback => _remote?.Feedback ?? World.Engine.Feedback;

    public static async Task<TwoClients> StartAsync(bool remote) =>
        new(await GatewayWorld.StartAsync(Toml.Replace("\"search.json\"", Schema("query")).Replace("\"extract.json\"", Schema("name"))), remote);

    public async ValueTask DisposeAsync()
    {
        _remote?.Dispose();
        await World.DisposeAsync();
    }

    private static string Schema(string property) =>
        $$$"""{ __tensorzero_remapped_path = "{{{property}}}.json", __data = '{"type":"object","properties":{"{{{property}}}":{"type":"string"}},"required":["{{{property}}}"]}' }""";
}
