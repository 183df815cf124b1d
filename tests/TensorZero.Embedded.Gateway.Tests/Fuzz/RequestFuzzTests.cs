using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Tests;

namespace TensorZero.Embedded.Gateway.Tests.Fuzz;

/// <summary>Whatever is posted is answered or refused: no failure of the gateway's own, and nothing of it in the log.</summary>
internal sealed class RequestFuzzTests
{
    private const string Toml =
        """
        [gateway]
        unstable_disable_feedback_target_validation = true

        [functions.greet]
        type = "chat"
        tools = ["search"]

        [functions.greet.variants.plain]
        type = "chat_completion"
        model = "dummy::echo"

        [functions.extract]
        type = "json"

        [functions.extract.variants.plain]
        type = "chat_completion"
        model = "dummy::echo"
        json_mode = "off"

        [tools.search]
        description = "Searches."
        parameters = "search.json"

        [metrics.good]
        type = "boolean"
        level = "inference"
        optimize = "max"
        """;

    /// <summary>One good request at least for every route that takes a body.</summary>
    private static readonly (string Path, string Body)[] Seeds = JsonElement
        .Parse(File.ReadAllBytes(Path.Combine(TestContext.CurrentContext.TestDirectory, "Fuzz", "seeds.json")))
        .EnumerateArray()
        .Select(seed => (seed.GetProperty("path").GetString()!, seed.GetProperty("body").GetRawText()))
        .ToArray();

    [Test]
    public Task Mutated_requests_are_answered_or_refused() => CheckAsync(2_000);

    [Test]
    [Soak]
    public Task Mutated_requests_are_answered_or_refused_for_long() => CheckAsync(20_000);

    [TestCaseSource(nameof(Seeds))]
    public async Task A_seed_is_a_good_request((string Path, string Body) seed)
    {
        await using var world = await StartAsync();

        var reply = await world.PostAsync(seed.Path, seed.Body);

        Assert.That(reply.Status, Is.EqualTo(200).Or.EqualTo(404), reply.Body);
        Assert.That(reply.Body, Does.Not.Contain("Route not found"));
    }

    private static async Task CheckAsync(int count)
    {
        await using var world = await StartAsync();
        var mutation = new RequestMutation(Seeds);
        var statuses = new Dictionary<int, int>();
        for (var seed = 0; seed < count; seed++)
        {
            var (path, body) = mutation.Make(seed);
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var response = await world.Http.PostAsync(path, content).OrFail();
            var reply = await GatewayReply.OfAsync(response);

            statuses[reply.Status] = statuses.GetValueOrDefault(reply.Status) + 1;
            Assert.That(reply.Status, Is.AnyOf(200, 400, 404, 501, 502), () => $"seed {seed}, {path}: {reply.Body}");
            if (reply.Status != 200)
            {
                Assert.That(MessageOf(reply.Json), Is.Not.Empty, $"seed {seed}, {path}");
            }
        }

        TestContext.Out.WriteLine(string.Join(", ", statuses.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}: {pair.Value}")));
        Assert.That(statuses.Keys, Is.SupersetOf(new[] { 200, 400 }), "Some are good and some are not, or nothing was tried.");
        Assert.That(world.Logs.Lines.Where(line => line.Level >= LogLevel.Error).Select(line => line.Text), Is.Empty);
        Assert.That((await world.SendAsync(HttpMethod.Post, Seeds[0].Path, Seeds[0].Body)).Status, Is.EqualTo(200), "The gateway still serves.");
    }

    private static Task<GatewayWorld> StartAsync() => GatewayWorld.StartAsync(TomlWithTool());

    /// <summary>The tool's parameters stand in the configuration itself.</summary>
    private static string TomlWithTool() => Toml.Replace(
        "parameters = \"search.json\"",
        "parameters = { __tensorzero_remapped_path = \"search.json\", __data = '{\"type\": \"object\", \"properties\": {\"q\": {\"type\": \"string\"}}}' }");

    private static string? MessageOf(JsonElement reply) => reply.GetProperty("error") is { ValueKind: JsonValueKind.String } text
        ? text.GetString()
        : reply.GetProperty("error").GetProperty("message").GetString();
}
