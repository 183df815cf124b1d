using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TensorZero.Embedded.Tests.Providers.Http;

/// <summary>
/// One exchange, word for word: a request other than the one stated fails the test, and the reply stated is sent back.
/// White space between tokens does not count; the order of keys and the writing of numbers do.
/// </summary>
internal sealed class VerbatimHttpHandler : HttpMessageHandler
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    /// <summary>The address expected; null expects any.</summary>
    public string? Url { get; init; }

    /// <summary>The JSON body expected; null expects any.</summary>
    public string? Body { get; init; }

    /// <summary>Headers expected, by name; a null value expects that it is not sent. Others are not looked at.</summary>
    public Dictionary<string, string?> Headers { get; init; } = [];

    public int Status { get; init; } = 200;

    public string? ContentType { get; init; } = "application/json";

    /// <summary>The reply's text; <see cref="ReplyBytes"/> and <see cref="ReplyStream"/> win over it.</summary>
    public string Reply { get; init; } = "";

    public byte[]? ReplyBytes { get; init; }

    public Stream? ReplyStream { get; init; }

    public Dictionary<string, string> ReplyHeaders { get; init; } = [];

    /// <summary>How many requests came.</summary>
    public int Requests { get; private set; }

    public static string Normalize(string json) => JsonNode.Parse(json)?.ToJsonString(Readable) ?? "null";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests++;
        cancellationToken.ThrowIfCancellationRequested();
        Assert.That(request.Method, Is.EqualTo(HttpMethod.Post));
        if (Url is not null)
        {
            Assert.That(request.RequestUri?.AbsoluteUri, Is.EqualTo(Url));
        }

        foreach (var (name, value) in Headers)
        {
            Assert.That(Find(request, name), Is.EqualTo(value), name);
        }

        if (Body is not null)
        {
            var sent = await request.Content!.ReadAsStringAsync(cancellationToken);
            Assert.That(Normalize(sent), Is.EqualTo(Normalize(Body)), sent);
        }

        HttpContent content = ReplyStream is null
            ? new ByteArrayContent(ReplyBytes ?? Encoding.UTF8.GetBytes(Reply))
            : new StreamContent(ReplyStream);
        if (ContentType is not null)
        {
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(ContentType);
        }

        var response = new HttpResponseMessage((HttpStatusCode)Status) { Content = content, RequestMessage = request };
        foreach (var (name, value) in ReplyHeaders)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    private static string? Find(HttpRequestMessage request, string name) =>
        request.Headers.NonValidated.TryGetValues(name, out var values)
        || request.Content!.Headers.NonValidated.TryGetValues(name, out values)
            ? string.Join(", ", values)
            : null;
}
