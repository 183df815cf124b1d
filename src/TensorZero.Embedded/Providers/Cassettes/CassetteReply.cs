using System.Net;
using System.Text;

namespace TensorZero.Embedded.Providers.Cassettes;

/// <summary>A provider's answer as it is recorded.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">The headers that the library heeds.</param>
/// <param name="Body">The body as it stands in the file.</param>
internal sealed record CassetteReply(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, string Body)
{
    private const string ContentType = "Content-Type";

    /// <summary>Others hold a time, an id or an account, and would make each recording another one.</summary>
    private static readonly string[] KeptHeaders = ["Retry-After", "retry-after-ms"];

    public static CassetteReply Of(HttpResponseMessage response, string body)
    {
        var headers = new List<KeyValuePair<string, string>>();
        if (response.Content.Headers.ContentType is { } type)
        {
            headers.Add(new(ContentType, $"{type}"));
        }

        foreach (var name in KeptHeaders)
        {
            if (response.Headers.TryGetValues(name, out var values))
            {
                headers.Add(new(name, values.First()));
            }
        }

        return new CassetteReply((int)response.StatusCode, headers, CassetteBody.ToText(body));
    }

    public HttpResponseMessage ToResponse()
    {
        var response = new HttpResponseMessage((HttpStatusCode)Status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body)) };
        foreach (var (name, value) in Headers)
        {
            _ = name == ContentType
                ? response.Content.Headers.TryAddWithoutValidation(name, value)
                : response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }
}
