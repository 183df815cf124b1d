using System.Text;
using TensorZero.Embedded.Providers.Http;

namespace TensorZero.Embedded.Providers.Cassettes;

/// <summary>What a recorded answer is found by. Two are equal when the provider was asked the same.</summary>
/// <param name="Line">The method and the address.</param>
/// <param name="Body">The body as it stands in the file.</param>
internal sealed record CassetteRequest(string Line, string Body)
{
    /// <param name="request">The request.</param>
    /// <param name="secrets">What must not be written.</param>
    public static CassetteRequest Of(ProviderHttpRequest request, WrittenSecrets secrets) => new(
        $"POST {secrets.Hide(CassetteUrl.Of(request.Url))}",
        CassetteBody.ToText(secrets.Hide(Encoding.UTF8.GetString((request.RecordedBody ?? request.Body).Span))));
}
