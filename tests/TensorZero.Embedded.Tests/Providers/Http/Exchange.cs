using System.Text;
using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Providers.Http;

namespace TensorZero.Embedded.Tests.Providers.Http;

/// <summary>The values that the tests of the transport share.</summary>
internal static class Exchange
{
    public const string Key = "sk-test-0123456789";

    public static ProviderCall Call() => new() { ModelName = "my-model", ProviderName = "my-provider" };

    public static ProviderHttpRequest Request(string body = """{"model":"m"}""", params ExtraHeader[] extraHeaders) => new()
    {
        Url = new Uri("https://provider.test/v1/chat"),
        Body = Encoding.UTF8.GetBytes(body),
        Authentication = new AuthenticationHeader("Authorization", Key, "Bearer"),
        Headers = [new("x-version", "1")],
        ExtraHeaders = extraHeaders,
    };

    /// <summary>The whole reply, as a provider is given it to read.</summary>
    public static ValueTask<ReadOnlyMemory<byte>> PostAsync(
        this ProviderHttp http, ProviderHttpRequest request, ProviderCall call, CancellationToken cancellationToken) =>
        http.PostAsync(request, call, static (reply, _) => reply, cancellationToken);

    public static async Task<(List<ServerSentEvent> Events, Exception? Error)> ReadStreamAsync(
        HttpMessageHandler handler, ProviderCall? call = null, ProviderHttpLimits? limits = null)
    {
        var events = new List<ServerSentEvent>();
        try
        {
            using var http = new ProviderHttp(handler, TimeProvider.System, limits);
            await using var stream = await http.PostStreamingAsync(Request(), call ?? Call(), CancellationToken.None);
            while (await stream.MoveNextAsync())
            {
                events.Add(stream.Current);
            }

            return (events, null);
        }
        catch (Exception error)
        {
            return (events, error);
        }
    }
}
