using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using TensorZero.Embedded.Tests;

namespace TensorZero.Embedded.Evaluations.Tests.Reports;

/// <summary>A page of the browser: opens files, runs scripts in them, and keeps what they say and ask for.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> _waiting = new();
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _session;
    private int _last;

    /// <summary>What stands in the console, exceptions and breaches of the policy included.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>Every address that was asked for, the page's own left out.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    public static async Task<BrowserPage> OpenAsync(Uri devTools)
    {
        var page = new BrowserPage();
        await page._socket.ConnectAsync(devTools, CancellationToken.None).OrFail();
        _ = page.ReceiveAsync();
        var target = await page.SendAsync("Target.createTarget", new JsonObject { ["url"] = "about:blank" });
        var attached = await page.SendAsync(
            "Target.attachToTarget", new JsonObject { ["targetId"] = target["targetId"]!.DeepClone(), ["flatten"] = true });
        page._session = attached["sessionId"]!.GetValue<string>();
        foreach (var domain in new[] { "Page", "Network", "Runtime", "Log" })
        {
            await page.SendAsync($"{domain}.enable");
        }

        return page;
    }

    /// <param name="file">The file to open.</param>
    /// <param name="width">Of the window.</param>
    /// <param name="isDark">Which colours the reader prefers.</param>
    public async Task GoAsync(string file, int width = 1200, bool isDark = false)
    {
        _complaints.Clear();
        _requests.Clear();
        await SendAsync("Emulation.setDeviceMetricsOverride", new JsonObject { ["width"] = width, ["height"] = 900, ["deviceScaleFactor"] = 1, ["mobile"] = false });
        await SendAsync("Emulation.setEmulatedMedia", new JsonObject
        {
            ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = isDark ? "dark" : "light" }),
        });
        _loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendAsync("Page.navigate", new JsonObject { ["url"] = new Uri(file).AbsoluteUri });
        await _loaded.Task.OrFail();
    }

    /// <summary>Whether pages that are opened from now on run scripts.</summary>
    public Task WithoutScriptsAsync(bool value) => SendAsync("Emulation.setScriptExecutionDisabled", new JsonObject { ["value"] = value });

    /// <summary>What an expression gives in the page.</summary>
    public async Task<JsonNode?> AskAsync(string expression)
    {
        var answer = await SendAsync("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["returnByValue"] = true });
        return answer["exceptionDetails"] is { } problem ? throw new AssertionException(problem.ToJsonString()) : answer["result"]!["value"];
    }

    public async Task<byte[]> PhotographAsync()
    {
        var answer = await SendAsync("Page.captureScreenshot", new JsonObject { ["format"] = "png", ["captureBeyondViewport"] = true });
        return Convert.FromBase64String(answer["data"]!.GetValue<string>());
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<JsonNode> SendAsync(string method, JsonObject? parameters = null)
    {
        var id = Interlocked.Increment(ref _last);
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        if (_session is not null)
        {
            message["sessionId"] = _session;
        }

        var waiting = _waiting[id] = new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, true, CancellationToken.None);
        return await waiting.Task.OrFail();
    }

    private async Task ReceiveAsync()
    {
        try
        {
            var buffer = new byte[1 << 16];
            while (true)
            {
                using var message = new MemoryStream();
                WebSocketReceiveResult part;
                do
                {
                    part = await _socket.ReceiveAsync(buffer, CancellationToken.None);
                    message.Write(buffer, 0, part.Count);
                }
                while (!part.EndOfMessage);
                Take(JsonNode.Parse(message.ToArray())!);
            }
        }
        catch (Exception problem) when (problem is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            foreach (var waiting in _waiting.Values)
            {
                waiting.TrySetException(problem);
            }
        }
    }

    private void Take(JsonNode message)
    {
        if (message["id"] is { } id)
        {
            var waiting = _waiting[id.GetValue<int>()];
            _ = message["error"] is { } error ? waiting.TrySetException(new AssertionException(error.ToJsonString())) : waiting.TrySetResult(message["result"]!);
            return;
        }

        var content = message["params"]!;
        switch (message["method"]!.GetValue<string>())
        {
            case "Page.loadEventFired":
                _loaded.TrySetResult();
                break;
            case "Network.requestWillBeSent" when content["requestId"]!.GetValue<string>() != content["loaderId"]!.GetValue<string>():
                _requests.Enqueue(content["request"]!["url"]!.GetValue<string>());
                break;
            case "Runtime.consoleAPICalled" or "Runtime.exceptionThrown" or "Log.entryAdded" or "Page.javascriptDialogOpening":
                _complaints.Enqueue(content.ToJsonString());
                break;
        }
    }
}
