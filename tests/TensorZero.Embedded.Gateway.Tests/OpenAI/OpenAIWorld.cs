using TensorZero.Embedded.Tests.Faults;
using TensorZero.Embedded.Tests.Inference;

namespace TensorZero.Embedded.Gateway.Tests.OpenAI;

/// <summary>The gateway in front of a server that speaks OpenAI's wire: the model <c>m</c>, and functions that call it.</summary>
internal sealed class OpenAIWorld(FaultServer server, GatewayWorld gateway) : IAsyncDisposable
{
    public const string Chat = "/openai/v1/chat/completions";

    private const string Functions =
        """
        [functions.greet]
        type = "chat"

        [functions.greet.variants.plain]
        type = "chat_completion"
        model = "m"

        [functions.extract]
        type = "json"

        [functions.extract.variants.plain]
        type = "chat_completion"
        model = "m"
        json_mode = "on"

        [functions.write]
        type = "chat"
        schemas.system.path = { __tensorzero_remapped_path = "system.json", __data = "{\"type\": \"object\"}" }
        schemas.user.path = { __tensorzero_remapped_path = "user.json", __data = "{\"type\": \"object\"}" }

        [functions.write.variants.plain]
        type = "chat_completion"
        model = "m"
        templates.system.path = { __tensorzero_remapped_path = "system.minijinja", __data = "Be {{ mood }}." }
        templates.user.path = { __tensorzero_remapped_path = "user.minijinja", __data = "Write about {{ topic }}." }
        """;

    public FaultServer Server { get; } = server;

    public GatewayWorld Gateway { get; } = gateway;

    /// <summary>The body of the last request to the provider.</summary>
    public string Sent => Server.Requests[^1].Body;

    public static Task<OpenAIWorld> StartAsync(params IReadOnlyList<FaultReply> replies) => StartAsync(null, replies);

    public static Task<OpenAIWorld> StartAsync(Action<TensorZeroGatewayOptions>? configure, params IReadOnlyList<FaultReply> replies) =>
        StartAsync(FaultServer.Start(script => script.On("/chat/completions").Then([.. replies])), configure);

    public static async Task<OpenAIWorld> StartAsync(FaultServer server, Action<TensorZeroGatewayOptions>? configure = null) =>
        new(server, await GatewayWorld.StartAsync(OpenAIModel.Toml(server.Url) + Functions, configure));

    public Task<GatewayReply> ChatAsync(string json) => Gateway.PostAsync(Chat, json);

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Server.DisposeAsync();
    }
}
