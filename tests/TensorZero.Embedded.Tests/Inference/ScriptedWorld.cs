namespace TensorZero.Embedded.Tests.Inference;

/// <summary>
/// An engine on a standing clock whose function <c>f</c> asks a model with one scripted provider, <c>a</c>, or with two, <c>a</c> and <c>b</c>.
/// </summary>
internal sealed class ScriptedWorld : IAsyncDisposable
{
    private readonly EngineWorld _world;

    public ScriptedWorld(string more = "", string provider = "", string model = "", string variant = "", string routing = "\"a\", \"b\"") =>
        _world = EngineWorld.Start(
            $"""
            [models.m]
            routing = [{routing}]
            {model}

            [models.m.providers.a]
            type = "scripted"
            {provider}

            {(routing.Contains('b', StringComparison.Ordinal) ? "[models.m.providers.b]\ntype = \"scripted\"" : "")}

            [functions.f]
            type = "chat"

            [functions.f.variants.v]
            type = "chat_completion"
            model = "m"
            {variant}

            {more}
            """,
            options =>
            {
                options.TimeProvider = Time;
                options.AddProviderType("scripted", settings => settings.ProviderName == "a" ? A : B);
            });

    public ManualTime Time { get; } = new();

    public ScriptedProvider A { get; } = new();

    public ScriptedProvider B { get; } = new();

    public TensorZeroEngine Engine => _world.Engine;

    public IInferenceClient Client => _world.Client;

    public static InferenceRequest Hello => InferenceRequest.ToFunction("f", "Hello");

    public Task<IReadOnlyList<string>> RowsAsync(string sql) => _world.RowsAsync(sql);

    /// <summary>Each inference on record: its status, the texts it recorded, and its error.</summary>
    public Task<IReadOnlyList<string>> InferencesAsync() => _world.RowsAsync(
        """
        SELECT status, text, error FROM (
            SELECT id, 'succeeded' AS status, output ->> '$[0].text' AS text, NULL AS error FROM chat_inference
            UNION ALL SELECT id, status, output ->> '$[0].text', error FROM failed_inference)
        ORDER BY id
        """);

    /// <summary>Each provider call on record: the provider and <c>answered</c>, or why it did not.</summary>
    public Task<IReadOnlyList<string>> CallsAsync() => _world.RowsAsync(
        """
        SELECT provider, outcome FROM (
            SELECT id, model_provider_name AS provider, 'answered' AS outcome FROM model_inference
            UNION ALL SELECT id, model_provider_name, failure FROM failed_call)
        ORDER BY id
        """);

    public ValueTask DisposeAsync() => _world.DisposeAsync();
}
