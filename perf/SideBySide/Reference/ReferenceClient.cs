using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text.Json;
using TensorZero.Embedded.SideBySide.InProcess;

namespace TensorZero.Embedded.SideBySide.Reference;

/// <summary>
/// What a careful engineer writes without any library: one HttpClient, source-generated JSON both ways, the same prompt as a string.
/// The reference (1.00) of every ratio in process.
/// </summary>
internal sealed class ReferenceClient(Uri apiBase) : ICaller, IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false });
    private readonly Uri _url = new(apiBase, "chat/completions");

    public async Task<string> AskAsync()
    {
        using var request = Request(stream: false);
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync();
        var reply = await JsonSerializer.DeserializeAsync(body, ReferenceJson.Default.ChatReply);
        return reply!.Choices[0].Message!.Content!;
    }

    public async Task<long> StreamAsync()
    {
        using var request = Request(stream: true);
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync();
        var first = 0L;
        await foreach (var item in SseParser.Create(body).EnumerateAsync())
        {
            if (item.Data == "[DONE]")
            {
                break;
            }

            var chunk = JsonSerializer.Deserialize(item.Data, ReferenceJson.Default.ChatReply)!;
            if (first == 0 && chunk.Choices is [{ Delta.Content.Length: > 0 }])
            {
                first = Stopwatch.GetTimestamp();
            }
        }

        return first;
    }

    public void Dispose() => _http.Dispose();

    public static ChatRequest Body(string model, bool stream) => new(
        model,
        [
            new ChatMessage("system", Question.System(Question.Shop)),
            new ChatMessage("user", Question.User(Question.Customer, Question.Message)),
        ],
        Question.Temperature,
        Question.MaxTokens,
        stream);

    private HttpRequestMessage Request(bool stream)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(Body("loopback-1", stream), ReferenceJson.Default.ChatRequest));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "loopback");
        return request;
    }
}
