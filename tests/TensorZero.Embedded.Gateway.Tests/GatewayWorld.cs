using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Tests;
using TensorZero.Embedded.Tests.Faults;
using TensorZero.Embedded.Tests.Inference;
using TensorZero.Embedded.Tests.Storage.Sqlite;

namespace TensorZero.Embedded.Gateway.Tests;

/// <summary>
/// The gateway on a free loopback port, over a real web server and a database of its own, in front of providers that a test scripts: the
/// type <c>scripted</c>, or a <see cref="FaultServer"/> named in the configuration.
/// </summary>
internal sealed class GatewayWorld : IAsyncDisposable
{
    private readonly TemporaryDatabase _database = new();
    private readonly WebApplication _application;

    private GatewayWorld(WebApplicationBuilder builder, string toml, Action<TensorZeroGatewayOptions>? configure, Action<WebApplication>? extend)
    {
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<ILoggerFactory>(Logs);
        builder.Services.AddTensorZero(options =>
        {
            options.Configuration = TensorZeroConfiguration.FromToml(toml);
            options.SqlitePath = _database.Path;
            options.EnvironmentVariable = _ => null;
            options.AddProviderType("scripted", _ => Provider);
        });
        _application = builder.Build();
        _application.MapTensorZero(options =>
        {
            options.AnswerUnknownRoutes = true;
            configure?.Invoke(options);
        });
        extend?.Invoke(_application);
    }

    public ScriptedProvider Provider { get; } = new();

    public CollectingLoggers Logs { get; } = new();

    public HttpClient Http { get; private set; } = null!;

    public Uri Url => Http.BaseAddress!;

    public string DatabasePath => _database.Path;

    public TensorZeroEngine Engine => _application.Services.GetRequiredService<TensorZeroEngine>();

    public static async Task<GatewayWorld> StartAsync(
        string toml, Action<TensorZeroGatewayOptions>? configure = null, Action<WebApplication>? extend = null)
    {
        var world = new GatewayWorld(WebApplication.CreateEmptyBuilder(new()), toml, configure, extend);
        await world._application.StartAsync();
        world.Http = new HttpClient { BaseAddress = new Uri(world._application.Urls.Single()) };
        return world;
    }

    public Task<GatewayReply> PostAsync(string path, string json) => SendAsync(HttpMethod.Post, path, json);

    public async Task<GatewayReply> SendAsync(HttpMethod method, string path, string? json = null, params IEnumerable<(string Name, string Value)> headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Http.SendAsync(request).OrFail();
        return await GatewayReply.OfAsync(response);
    }

    /// <summary>Runs SQL when everything recorded so far is written.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string sql)
    {
        await Engine.DrainedAsync().OrFail();
        await Engine.FlushAsync().OrFail();
        return _database.Rows(sql);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _application.StopAsync();
        await _application.DisposeAsync();
        _database.Dispose();
        Logs.Dispose();
    }
}
