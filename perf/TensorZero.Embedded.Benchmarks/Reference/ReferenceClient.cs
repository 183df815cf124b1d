using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace TensorZero.Embedded.Benchmarks.Reference;

/// <summary>
/// What a careful engineer writes without any library: one HttpClient, source-generated JSON both ways, the same prompt as a string.
/// The reference (1.00) of every ratio.
/// </summary>
internal sealed class ReferenceClient(Uri apiBase) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false });
    private readonly Uri _url = new(apiBase, "chat/completions");

    public async Task<string> AskAsync(string customer, string message)
    {
        using var request = Request(customer, message, stream: false);
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync();
        var reply = await JsonSerializer.DeserializeAsync(body, ReferenceJson.Default.ChatReply);
        return reply!.Choices[0].Message!.Content!;
    }

    /// <summary>Reads a stream to its end and returns how many pieces it had.</summary>
    public async Task<int> StreamAsync(string customer, string message)
    {
        using var request = Request(customer, message, stream: true);
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync();
        var pieces = 0;
        await foreach (var item in SseParser.Create(body).EnumerateAsync())
        {
            if (item.Data == "[DONE]")
            {
                break;
            }

            var chunk = JsonSerializer.Deserialize(item.Data, ReferenceJson.Default.ChatReply)!;
            pieces += chunk.Choices is [{ Delta.Content.Length: > 0 }] ? 1 : 0;
        }

        return pieces;
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(string customer, string message, bool stream)
    {
        var body = new ChatRequest(
            "loopback-1",
            [
                new ChatMessage("system", "You answer customers of the tea shop Seven Cups.\nBe friendly and brief: two or three sentences, no lists."),
                new ChatMessage("user", $"{customer} writes:\n{message}"),
            ],
            0.3,
            300,
            stream);
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, ReferenceJson.Default.ChatRequest));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "loopback");
        return request;
    }
}
