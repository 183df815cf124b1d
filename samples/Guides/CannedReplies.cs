using System.Net;
using System.Text;

namespace Guides;

/// <summary>Stands in for a provider below HTTP: answers every request alike and keeps what it was sent.</summary>
internal sealed class CannedReplies(string body, HttpStatusCode status = HttpStatusCode.OK) : HttpMessageHandler
{
    public const string Completion = """
        {
          "choices": [{ "message": { "role": "assistant", "content": "Old pond, new frog." }, "finish_reason": "stop" }],
          "usage": { "prompt_tokens": 100, "completion_tokens": 20 }
        }
        """;

    public List<HttpRequestMessage> Requests { get; } = [];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        return Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") });
    }
}
