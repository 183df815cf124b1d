using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using TensorZero.Embedded.Tests;

namespace TensorZero.Embedded.Gateway.Tests.Load;

/// <summary>64 clients at once, with templates, schemas, recording and keys: nobody is let down, and nothing is lost or written twice.</summary>
internal sealed class ManyClientsTests
{
    private const int Clients = 64;

    private const string Body =
        """
        {
          "function_name": "advise",
          "input": {
            "system": {"shop": "Seven Cups"},
            "messages": [{"role": "user", "content": [{"type": "template", "name": "question", "arguments": {"name": "Ada", "question": "How long?"}}]}]
          },
          "tags": {"load": "yes"}
        }
        """;

    [Test]
    public Task Sixty_four_clients_are_served_and_recorded() => CheckAsync(requestsAtMost: 4_000, TimeSpan.FromMinutes(1));

    [Test]
    [Soak]
    public Task Sixty_four_clients_are_served_and_recorded_for_a_minute() => CheckAsync(requestsAtMost: int.MaxValue, TimeSpan.FromSeconds(60));

    private static async Task CheckAsync(int requestsAtMost, TimeSpan limit)
    {
        await using var provider = await StandInProvider.StartAsync();
        await using var world = await GatewayWorld.StartAsync(Toml(provider.Url));
        var key = await world.Engine.ApiKeys.CreateAsync("load", null, default);
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Clients }) { BaseAddress = world.Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var answered = new ConcurrentBag<string>();
        var refused = new ConcurrentBag<string>();
        var clock = Stopwatch.StartNew();
        var asked = 0;

        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(AskAsync)));

        var seconds = clock.Elapsed.TotalSeconds;
        TestContext.Out.WriteLine($"{answered.Count} answered in {seconds:F1} s, {answered.Count / seconds:F0} a second, {refused.Count} refused");
        Assert.That(refused, Is.Empty);
        Assert.That(answered, Is.Not.Empty.And.Unique);
        Assert.That(provider.Calls, Is.EqualTo(answered.Count));
        var recorded = await world.RowsAsync("SELECT id FROM json_inference");
        Assert.That(recorded.Select(id => Guid.Parse(id).ToString()).Order(), Is.EqualTo(answered.Order()));
        Assert.That(await world.RowsAsync("SELECT count(*) FROM model_inference"), Is.EqualTo(new[] { $"{answered.Count}" }));

        async Task AskAsync()
        {
            while (Interlocked.Increment(ref asked) <= requestsAtMost && clock.Elapsed < limit)
            {
                using var content = new StringContent(Body, Encoding.UTF8, "application/json");
                using var response = await http.PostAsync("/inference", content);
                var text = await response.Content.ReadAsStringAsync();
                if (response.StatusCode == HttpStatusCode.OK)
                {
                    var reply = JsonElement.Parse(text);
                    Assert.That(reply.GetProperty("output").GetProperty("parsed").ValueKind, Is.EqualTo(JsonValueKind.Object));
                    answered.Add(reply.GetProperty("inference_id").GetString()!);
                }
                else
                {
                    refused.Add($"{(int)response.StatusCode} {text}");
                }
            }
        }
    }

    private static string Toml(string providerUrl) =>
        $$$"""
        [gateway.auth]
        enabled = true

        [models.advisor]
        routing = ["stand_in"]

        [models.advisor.providers.stand_in]
        type = "openai"
        model_name = "stand-in"
        api_base = "{{{providerUrl}}}"
        api_key_location = "none"

        [functions.advise]
        type = "json"
        schemas.system.path = { __tensorzero_remapped_path = "system.json", __data = '{"type": "object", "properties": {"shop": {"type": "string"}}, "required": ["shop"]}' }
        schemas.question.path = { __tensorzero_remapped_path = "question.json", __data = '{"type": "object", "properties": {"name": {"type": "string"}, "question": {"type": "string"}}, "required": ["name", "question"]}' }
        output_schema = { __tensorzero_remapped_path = "output.json", __data = '{"type": "object", "properties": {"answer": {"type": "string"}}, "required": ["answer"], "additionalProperties": false}' }

        [functions.advise.variants.plain]
        type = "chat_completion"
        model = "advisor"
        json_mode = "on"
        templates.system.path = { __tensorzero_remapped_path = "system.minijinja", __data = "You advise the customers of {{ shop }}. Answer as JSON." }
        templates.question.path = { __tensorzero_remapped_path = "question.minijinja", __data = "{{ name }} asks: {{ question }}" }
        """;
}
