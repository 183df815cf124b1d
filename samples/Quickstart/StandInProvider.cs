using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Quickstart;

/// <summary>
/// Stands in for a model when there is no key: speaks OpenAI's chat completions on loopback, over real HTTP, and answers by a few rules
/// instead of thinking. What it says is not worth reading; how it travels is what the sample shows.
/// </summary>
internal sealed partial class StandInProvider : IAsyncDisposable
{
    private static readonly TimeSpan PauseBetweenWords = TimeSpan.FromMilliseconds(25);

    private readonly HttpListener _listener = new();
    private readonly Task _loop;

    private StandInProvider(int port)
    {
        ApiBase = new Uri($"http://127.0.0.1:{port}/v1/");
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Start();
        _loop = ServeAsync();
    }

    public Uri ApiBase { get; }

    public static StandInProvider Start()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        return new StandInProvider(port);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _loop;
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            await AnswerAsync(context);
        }
    }

    private static async Task AnswerAsync(HttpListenerContext context)
    {
        var request = (await JsonNode.ParseAsync(context.Request.InputStream))!;
        var message = Think(request);
        var usage = new JsonObject
        {
            ["prompt_tokens"] = request["messages"]!.ToJsonString().Length / 4,
            ["completion_tokens"] = message.ToJsonString().Length / 4,
        };
        if (request["stream"]?.GetValue<bool>() == true)
        {
            context.Response.ContentType = "text/event-stream";
            await StreamAsync(context.Response.OutputStream, message["content"]!.GetValue<string>(), usage);
        }
        else
        {
            context.Response.ContentType = "application/json";
            var finish = message["tool_calls"] is null ? "stop" : "tool_calls";
            var reply = new JsonObject
            {
                ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["message"] = message, ["finish_reason"] = finish }),
                ["usage"] = usage,
            };
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(reply.ToJsonString()));
        }

        context.Response.Close();
    }

    private static async Task StreamAsync(Stream output, string text, JsonNode usage)
    {
        foreach (var word in text.Split(' '))
        {
            await SendAsync(output, new JsonObject
            {
                ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = new JsonObject { ["content"] = word + " " } }),
            });
            await Task.Delay(PauseBetweenWords, TimeProvider.System);
        }

        await SendAsync(output, new JsonObject
        {
            ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = new JsonObject(), ["finish_reason"] = "stop" }),
            ["usage"] = usage,
        });
        await output.WriteAsync("data: [DONE]\n\n"u8.ToArray());
    }

    private static async Task SendAsync(Stream output, JsonObject chunk)
    {
        await output.WriteAsync(Encoding.UTF8.GetBytes($"data: {chunk.ToJsonString()}\n\n"));
        await output.FlushAsync();
    }

    /// <summary>The assistant's message: a tool call, JSON, or a text, by what the request offers.</summary>
    private static JsonObject Think(JsonNode request)
    {
        var messages = request["messages"]!.AsArray();
        var said = string.Join('\n', messages.Select(message => TextOf(message!)));
        var order = OrderNumber().Match(said);
        var last = messages[^1]!;
        if (last["role"]!.GetValue<string>() == "tool")
        {
            var parcel = JsonNode.Parse(TextOf(last))!;
            return Say($"Good news: parcel {order.Value} is {parcel["status"]} and should arrive {parcel["arrives"]}.");
        }

        if (request["tools"] is not null)
        {
            var arguments = new JsonObject { ["order_number"] = order.Value };
            return new JsonObject
            {
                ["role"] = "assistant",
                ["content"] = null,
                ["tool_calls"] = new JsonArray(new JsonObject
                {
                    ["id"] = "call_1",
                    ["type"] = "function",
                    ["function"] = new JsonObject { ["name"] = "get_parcel", ["arguments"] = arguments.ToJsonString() },
                }),
            };
        }

        if (request["response_format"] is not null)
        {
            return Say(new JsonObject
            {
                ["order_number"] = order.Success ? order.Value : null,
                ["teas"] = new JsonArray([.. Teas().Matches(said).Select(tea => (JsonNode)tea.Value).Distinct()]),
                ["urgency"] = said.Contains("tomorrow", StringComparison.OrdinalIgnoreCase) ? "high" : "normal",
            }.ToJsonString());
        }

        return Say("Thank you for writing! I am sorry that your order is late. I have asked our shipping team to look into it today, "
            + "and they will write to you before we close.");
    }

    private static JsonObject Say(string text) => new() { ["role"] = "assistant", ["content"] = text };

    private static string TextOf(JsonNode message) => message["content"] switch
    {
        JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>(),
        JsonArray parts => string.Concat(parts.Select(part => part!["text"]?.GetValue<string>())),
        _ => "",
    };

    [GeneratedRegex("[A-Z]{2}-[0-9]{4}")]
    private static partial Regex OrderNumber();

    [GeneratedRegex("Sencha|Assam|Darjeeling|Oolong")]
    private static partial Regex Teas();
}
