using System.Text.Json.Nodes;
using TensorZero.Embedded.Tests.Faults;
using TensorZero.Embedded.Tests.Inference;

namespace TensorZero.Embedded.Evaluations.Tests.Running;

/// <summary>
/// An engine with a database of its own before a stand-in model over HTTP. The function <c>sort</c> has the variants <c>good</c> and
/// <c>poor</c>; the stand-in is told which one asks, and by <see cref="Answer"/> what to say.
/// </summary>
internal sealed class EvaluationWorld : IAsyncDisposable
{
    public const string Functions =
        """
        [models.m]
        routing = ["a"]

        [models.m.providers.a]
        type = "openai"
        model_name = "x"
        api_base = "URL"
        api_key_location = "none"
        cost = [
            { pointer = "/usage/prompt_tokens", cost_per_unit = 0.001, required = true },
        ]

        [functions.sort]
        type = "chat"

        [functions.sort.variants.good]
        type = "chat_completion"
        model = "m"
        temperature = 0.1

        [functions.sort.variants.poor]
        type = "chat_completion"
        model = "m"
        temperature = 0.9

        [functions.sort.evaluators.exact]
        type = "exact_match"

        [functions.sort.evaluators.lower]
        type = "regex"
        must_match = "^[a-z ]+$"

        [functions.sort.evaluators.judge]
        type = "llm_judge"
        output_type = "boolean"
        optimize = "max"
        include = { reference_output = true }

        [functions.sort.evaluators.judge.variants.strict]
        type = "chat_completion"
        model = "m"
        temperature = 0.5
        system_instructions.__tensorzero_remapped_path = "judge.txt"
        system_instructions.__data = "Judge whether the generated output means the reference."
        json_mode = "on"
        """;

    private readonly FaultServer _server;
    private readonly EngineWorld _world;
    private readonly string _toml;

    private EvaluationWorld(string toml, Action<TensorZeroOptions>? configure)
    {
        _server = FaultServer.Start(script => script.OnAny().Always(Reply));
        _toml = toml.Replace("URL", $"{_server.Url}v1/", StringComparison.Ordinal);
        _world = EngineWorld.Start(_toml, configure);
        Runner = new EvaluationRunner(Engine);
    }

    public TensorZeroEngine Engine => _world.Engine;

    public EvaluationRunner Runner { get; }

    /// <summary>What the model says: given whether <c>good</c> asks, and the user's text. Throwing makes it an error of the provider's.</summary>
    public Func<bool, string, string> Answer { get; set; } = (_, text) => text;

    /// <summary>What the judge says, given its whole prompt.</summary>
    public Func<string, string> Judge { get; set; } = _ => """{"score": true}""";

    public int Calls => _server.Requests.Count;

    public static EvaluationWorld Start(string toml = Functions, Action<TensorZeroOptions>? configure = null) => new(toml, configure);

    /// <summary>A dataset of the texts 0 to n, each of which is its own right answer.</summary>
    public async Task<EvaluationDataset> CreateAsync(int count, string name = "words", Func<int, NewDatapoint>? make = null)
    {
        make ??= number => Datapoint($"item {Letters(number)}", $"item {Letters(number)}");
        _ = await Engine.Datasets.CreateAsync(name, [.. Enumerable.Range(0, count).Select(make)]);
        return EvaluationDataset.Stored(name);
    }

    public static NewDatapoint Datapoint(string text, string? reference, params (string Key, string Value)[] tags) => new()
    {
        FunctionName = "sort",
        Input = new InferenceInput { Messages = [InputMessage.User(text)] },
        Output = reference is null ? null : DatapointOutput.FromText(reference),
        Tags = tags.ToDictionary(static tag => tag.Key, static tag => tag.Value),
    };

    public static string Letters(int number) => string.Concat(number.ToString(System.Globalization.CultureInfo.InvariantCulture).Select(digit => (char)('a' + digit - '0')));

    public Task ReloadAsync(Func<string, string> change) => Engine.ReloadAsync(TensorZeroConfiguration.FromToml(change(_toml)));

    public void Execute(string sql) => _world.Execute(sql);

    /// <summary>Goes over to another configuration.</summary>
    public Task ReloadAsync(string toml) =>
        Engine.ReloadAsync(TensorZeroConfiguration.FromToml(toml.Replace("URL", $"{_server.Url}v1/", StringComparison.Ordinal)));

    public Task<IReadOnlyList<string>> RowsAsync(string sql) => _world.RowsAsync(sql);

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _server.DisposeAsync();
    }

    private FaultReply Reply(FaultRequest request)
    {
        var body = JsonNode.Parse(request.Body)!;
        var messages = body["messages"]!.AsArray();
        var text = TextOf(messages[^1]!["content"]!);
        try
        {
            return OpenAIReplies.Whole(body["temperature"]?.GetValue<double>() is 0.5 ? Judge(text) : Answer(body["temperature"]?.GetValue<double>() is 0.1, text));
        }
        catch (InvalidOperationException)
        {
            return FaultReply.Whole(400, "application/json", """{"error":{"message":"no"}}""");
        }
    }

    private static string TextOf(JsonNode content) =>
        content is JsonArray blocks ? string.Concat(blocks.Select(block => block!["text"]!.GetValue<string>())) : content.GetValue<string>();
}
