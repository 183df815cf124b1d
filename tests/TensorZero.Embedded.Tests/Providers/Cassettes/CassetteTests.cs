using TensorZero.Embedded.Providers.Cassettes;
using TensorZero.Embedded.Tests.Faults;
using TensorZero.Embedded.Tests.Inference;

namespace TensorZero.Embedded.Tests.Providers.Cassettes;

/// <summary>What is recorded from a provider on loopback is replayed without it and without its key.</summary>
internal sealed class CassetteTests
{
    private const string Key = "sk-live-0123456789/+abcdef";

    private const string Function =
        """
        [functions.f]
        type = "chat"

        [functions.f.variants.v]
        type = "chat_completion"
        model = "m"
        retries = { num_retries = 1, max_delay_s = 1 }

        """;

    private readonly TemporaryCassette _cassette = new();

    [TearDown]
    public void Delete() => _cassette.Dispose();

    [Test]
    public async Task An_answer_is_replayed_as_it_was([Values] bool streamed)
    {
        InferenceResponse first;
        await using (var server = FaultServer.Start(script => script.OnAny().Then(streamed ? OpenAIReplies.Stream("Hel", "lo") : OpenAIReplies.Whole("Hello"))))
        using (var recording = _cassette.Record())
        {
            await using var world = Start(server.Url, recording, Key);
            first = await world.Client.AskAsync(streamed, Ask("Hi 😀"));
            recording.Verify();
            Assert.That(server.Requests.Single().Headers["Authorization"], Is.EqualTo($"Bearer {Key}"));
        }

        using var cassette = _cassette.Replay();
        await using var replaying = Start(FaultServer.RefusingUrl(), cassette, key: null);
        var second = await replaying.Client.AskAsync(streamed, Ask("Hi 😀"));

        cassette.Verify();
        Assert.That((second.Text, second.Usage, second.FinishReason), Is.EqualTo((first.Text, first.Usage, first.FinishReason)));
        Assert.That(second.Text, Is.EqualTo("Hello"));
        Assert.That(
            await replaying.RowsAsync("SELECT input_tokens, output_tokens, cached FROM model_inference"), Is.EqualTo(["11|7|0"]));
    }

    [Test]
    public async Task Errors_and_retries_are_replayed([Values] bool streamed)
    {
        await using (var server = FaultServer.Start(script => script.OnAny().Then(
            FaultReply.Whole(429, "application/json", """{"error":{"message":"Slow down."}}""", "Retry-After: 0", "X-Request-Id: 7"),
            streamed ? OpenAIReplies.Stream("Hello") : OpenAIReplies.Whole("Hello"))))
        using (var recording = _cassette.Record())
        {
            await using var world = Start(server.Url, recording, Key);
            await world.Client.AskAsync(streamed, Ask("Hi"));
        }

        using var cassette = _cassette.Replay();
        await using var replaying = Start(FaultServer.RefusingUrl(), cassette, key: null);
        var answer = await replaying.Client.AskAsync(streamed, Ask("Hi"));

        cassette.Verify();
        Assert.That(answer.Text, Is.EqualTo("Hello"));
        Assert.That(answer.InferenceId, Is.Not.Default);
        Assert.That(_cassette.Text, Does.Contain("--- 429\nContent-Type: application/json\nRetry-After: 0\n\n{\n").And.Not.Contain("X-Request-Id"));
        Assert.That(
            await replaying.RowsAsync("SELECT error FROM failed_call"),
            Is.EqualTo(["The provider 'a' of the model 'm' answered 429: Slow down."]));
    }

    [Test]
    public async Task The_file_is_text_for_a_review()
    {
        const string Reply =
            """{"id": "1",  "choices": [{"message": {"role": "assistant", "content": "H\u00e9"}, "finish_reason": "stop"}], "extra": [], "price": 1.50}""";
        await RecordAsync(
            script => script.OnAny().Then(
                FaultReply.Whole(200, "application/json", Reply),
                FaultReply.Whole(500, "text/html; charset=utf-8", "<html>\r\n=== Oh\r\n\\no\r\n</html>"),
                FaultReply.EventStream(["data: {\"choices\": [{\"delta\": {\"content\": \"Hi\"}, \"finish_reason\": \"stop\"}]}\r\n\r\n", "data: [DONE]\n\n"])),
            async client =>
            {
                await client.AskAsync(false, Ask("Hi"));
                await client.AskAsync(true, Ask("Hi"));
            });

        Assert.That(_cassette.Text, Is.EqualTo(
            """
            TensorZero cassette 1
            What model providers answered in a test that replays it. Recorded, not written: change the test and record it anew.

            === POST /chat/completions
            {
              "model": "x",
              "messages": [
                {
                  "role": "user",
                  "content": "Hi"
                }
              ],
              "stream": false
            }
            --- 200
            Content-Type: application/json

            {
              "id": "1",
              "choices": [
                {
                  "message": {
                    "role": "assistant",
                    "content": "H\u00e9"
                  },
                  "finish_reason": "stop"
                }
              ],
              "extra": [],
              "price": 1.50
            }

            === POST /chat/completions
            {
              "model": "x",
              "messages": [
                {
                  "role": "user",
                  "content": "Hi"
                }
              ],
              "stream": true,
              "stream_options": {
                "include_usage": true
              }
            }
            --- 500
            Content-Type: text/html; charset=utf-8

            <html>
            \=== Oh
            \\no
            </html>

            === POST /chat/completions
            {
              "model": "x",
              "messages": [
                {
                  "role": "user",
                  "content": "Hi"
                }
              ],
              "stream": true,
              "stream_options": {
                "include_usage": true
              }
            }
            --- 200
            Content-Type: text/event-stream

            data: {"choices": [{"delta": {"content": "Hi"}, "finish_reason": "stop"}]}

            data: [DONE]



            === end

            """));
    }

    [Test]
    public async Task Recording_the_same_again_gives_the_same_file_in_whatever_order_it_came()
    {
        var texts = new List<string>();
        foreach (var order in new[] { "abc", "cab" })
        {
            await RecordAsync(
                script => script.OnAny().Always(request => OpenAIReplies.Whole(request.Body.Length.ToString())),
                client => Task.WhenAll(order.Select(letter => client.AskAsync(false, Ask($"{letter}")))));
            texts.Add(_cassette.Text);
        }

        Assert.That(texts[1], Is.EqualTo(texts[0]));
        Assert.That(texts[0].Split("=== POST"), Has.Length.EqualTo(4));
        Assert.That(_cassette.Files, Is.EqualTo(["test.cassette"]));
    }

    [Test]
    public async Task Answers_to_the_same_question_come_in_their_order()
    {
        await RecordAsync(
            script => script.OnAny().Then(OpenAIReplies.Whole("z"), OpenAIReplies.Whole("y"), OpenAIReplies.Whole("x")),
            async client =>
            {
                for (var i = 0; i < 3; i++)
                {
                    await client.AskAsync(false, Ask("Hi"));
                }
            });

        var answers = new List<string>();
        await ReplayAsync(async client =>
        {
            for (var i = 0; i < 3; i++)
            {
                answers.Add((await client.AskAsync(false, Ask("Hi"))).Text);
            }
        });

        Assert.That(answers, Is.EqualTo(["z", "y", "x"]));
    }

    [Test]
    public async Task Many_tests_replay_one_file_at_once()
    {
        await RecordAsync(
            script => script.OnAny().Always(OpenAIReplies.Whole("Hello")),
            client => Task.WhenAll(Enumerable.Range(0, 20).Select(number => client.AskAsync(false, Ask($"{number % 5}")))));

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ReplayAsync(
            client => Task.WhenAll(Enumerable.Range(0, 20).Select(number => client.AskAsync(false, Ask($"{number % 5}")))))));
    }

    [Test]
    public async Task No_secret_is_written()
    {
        var escaped = Key.Replace("/", "\\/").Replace("+", "\\u002B");
        var replies = new[]
        {
            FaultReply.Whole(401, "application/json", $$$"""{"error":{"message":"Bad key {{{Key}}} or {{{escaped}}}"}}""", $"X-Key: {Key}"),
            FaultReply.Whole(401, "text/plain", $"Bad key {Key}"),
            OpenAIReplies.Stream("Your key is ", Key, " and ", "header-secret-1"),
        };
        await RecordAsync(
            script => script.OnAny().Then(replies),
            async client =>
            {
                client.FailsAsync(false, Ask($"My key is {Key}"));
                await client.AskAsync(true, Ask($"My key is {Key}"));
            });

        Assert.That(_cassette.Text, Does.Contain("Bad key ***").And.Contain("My key is ***").And.Contain("Your key is "));
        Assert.That(_cassette.Text, Does.Not.Contain(Key).And.Not.Contain("sk-live").And.Not.Contain("header-secret-1"));
        Assert.That(_cassette.Text, Does.Not.Contain("Authorization").And.Not.Contain("X-Key"));
    }

    private async Task RecordAsync(Action<FaultScript> write, Func<IInferenceClient, Task> ask)
    {
        await using var server = FaultServer.Start(write);
        using var recording = _cassette.Record();
        await using var world = Start(server.Url, recording, Key);
        await ask(world.Client).OrFail();
    }

    private async Task ReplayAsync(Func<IInferenceClient, Task> ask)
    {
        using var cassette = _cassette.Replay();
        await using var world = Start(FaultServer.RefusingUrl(), cassette, key: null);
        await ask(world.Client).OrFail();
        cassette.Verify();
    }

    private static EngineWorld Start(Uri url, Cassette cassette, string? key) => EngineWorld.Start(
        OpenAIModel.Toml(url, "api_key_location = \"env::KEY\"\nextra_headers = [{ name = \"X-Secret\", value = \"header-secret-1\" }]") + Function,
        options =>
        {
            options.EnvironmentVariable = name => name == "KEY" ? key : null;
            options.Cassette = cassette;
        });

    private static InferenceRequest Ask(string text) => InferenceRequest.ToFunction("f", text);
}
