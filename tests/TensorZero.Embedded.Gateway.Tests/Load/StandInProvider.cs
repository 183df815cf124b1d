using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace TensorZero.Embedded.Gateway.Tests.Load;

/// <summary>A provider on loopback that speaks OpenAI's wire and keeps up with many callers; it counts what it is asked.</summary>
internal sealed class StandInProvider : IAsyncDisposable
{
    private static readonly byte[] Reply = Encoding.UTF8.GetBytes(
        """{"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"stand-in","choices":[{"index":0,"message":{"role":"assistant","content":"{\"answer\":\"A good cup of tea takes three minutes.\"}"},"finish_reason":"stop"}],"usage":{"prompt_tokens":120,"completion_tokens":14,"total_tokens":134}}""");

    private readonly WebApplication _application;
    private int _calls;

    private StandInProvider()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        _application = builder.Build();
        _application.MapPost("/v1/chat/completions", AnswerAsync);
    }

    public int Calls => Volatile.Read(ref _calls);

    public string Url => $"{_application.Urls.Single()}/v1/";

    public static async Task<StandInProvider> StartAsync()
    {
        var provider = new StandInProvider();
        await provider._application.StartAsync();
        return provider;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
        Interlocked.Increment(ref _calls);
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = Reply.Length;
        await http.Response.Body.WriteAsync(Reply, http.RequestAborted);
    }
}
