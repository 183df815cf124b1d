using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TensorZero.Embedded.Cli.Tracing;
using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Configuration.Sections.Gateway;
using TensorZero.Embedded.Engine;

namespace TensorZero.Embedded.Cli.Hosting;

/// <summary>The stand-alone gateway: a web server with nothing in it but the engine and its routes.</summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    /// <summary>How long requests whose connections were cut may take to note what they came to.</summary>
    private static readonly TimeSpan CutPatience = TimeSpan.FromSeconds(5);

    private readonly WebApplication _application;
    private readonly GatewaySettings _settings;
    private readonly GatewayConfig _gateway;
    private readonly IPEndPoint _address;
    private readonly ILogger _logger;
    private readonly TraceExport? _traces;

    /// <summary>Makes the gateway; it listens when it is started.</summary>
    /// <param name="settings">What the command line asks.</param>
    /// <param name="configure">Changes the engine's options at the end; for tests.</param>
    /// <exception cref="ConfigurationException">The configuration is wrong.</exception>
    /// <exception cref="TensorZeroException">The settings contradict themselves, the environment or the configuration.</exception>
    public GatewayHost(GatewaySettings settings, Action<TensorZeroOptions>? configure = null)
    {
        _settings = settings;
        _gateway = ReadGateway(settings.Configuration);
        _address = ListenAddress.Choose(settings.BindAddress, settings.Environment, _gateway.BindAddress);
        RequireAuthentication();
        var otlp = OtlpSettings.Read(_gateway.OtlpTraces, settings.Environment);

        // Nothing but what is named here is in it: half of a start's time is what one does not need.
        var builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = Environment.CurrentDirectory });
        HostLogging.Add(builder.Logging, settings.LogFormat, _gateway.Debug);
        builder.WebHost.UseKestrelCore().UseShutdownTimeout(settings.ShutdownTimeout).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(_address);
            ServerLimits.Apply(kestrel.Limits);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<RequestsUnderWay>();
        builder.Services.AddSingleton<IHostLifetime, SignalLifetime>();
        builder.Services.AddTensorZero(options =>
        {
            options.Configuration = settings.Configuration;
            options.ReloadOnChange = settings.ReloadOnChange;
            options.EnvironmentVariable = settings.Environment;
            options.UsePostgres();
            configure?.Invoke(options);
        });
        _application = builder.Build();
        _logger = _application.Logger;
        _traces = otlp is null ? null : new TraceExport(otlp, _logger);
        Map();
    }

    /// <summary>Where it listens, with the port that the system chose for port 0.</summary>
    public string Url => _application.Urls.First();

    public TensorZeroEngine Engine => _application.Services.GetRequiredService<TensorZeroEngine>();

    /// <exception cref="TensorZeroException">The engine does not start.</exception>
    /// <exception cref="IOException">The address cannot be listened on.</exception>
    /// <exception cref="OperationCanceledException">A signal came during the start.</exception>
    public async Task StartAsync()
    {
        Engine.ApiKeyRing.RequireStore();
        await _application.StartAsync().ConfigureAwait(false);
        HostLog.Listening(_logger, Url, _gateway.BasePath, Engine.ConfigurationHash);
        if (IsOpenToStrangers)
        {
            HostLog.Unauthenticated(_logger, Url);
        }
    }

    /// <summary>Answers until a signal comes; then ends what is under way, and records it.</summary>
    public async Task RunAsync()
    {
        try
        {
            await _application.WaitForShutdownAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The time was used up. What is still to be recorded has its own, when the engine is disposed.
            HostLog.CutOff(_logger, _settings.ShutdownTimeout.TotalSeconds);
        }

        var requests = _application.Services.GetRequiredService<RequestsUnderWay>();
        await requests.WhenNoneAsync().WaitAsync(CutPatience, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Engine.DisposeAsync().ConfigureAwait(false);
        _traces?.Dispose();
        HostLog.Stopped(_logger);
    }

    /// <summary>As the first signal does.</summary>
    public void Stop() => _application.Lifetime.StopApplication();

    /// <summary>What is exported; null when traces are not.</summary>
    public TraceExport? Traces => _traces;

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync().ConfigureAwait(false);
        _traces?.Dispose();
    }

    private bool IsOpenToStrangers => ListenAddress.IsPublic(_address) && !_gateway.Auth.Enabled;

    private void Map()
    {
        var requests = _application.Services.GetRequiredService<RequestsUnderWay>();
        _application.Use(requests.RunAsync);
        if (!_settings.AllowUnauthenticated)
        {
            var engine = new Lazy<TensorZeroEngine>(() => Engine);
            _application.Use(ListenAddress.IsPublic(_address)
                ? (http, next) => AuthenticationStaysOn.RunAsync(http, engine.Value, next)
                : (http, next) => LocalNames.RunAsync(http, engine.Value, next));
        }

        _application.Use(_traces is null ? CallersTrace.RunAsync : RequestSpan.RunAsync);

        _application.MapGroup(_gateway.BasePath).MapTensorZero(options => options.AnswerUnknownRoutes = true);
    }

    private void RequireAuthentication()
    {
        if (IsOpenToStrangers && !_settings.AllowUnauthenticated)
        {
            throw new TensorZeroException(
                $"{_address} can be reached from other machines, and no key would be asked for. Set gateway.auth.enabled = true (and make a key with "
                + "`tensorzero keys create`), or listen on 127.0.0.1, or allow it with --allow-unauthenticated or TENSORZERO_ALLOW_UNAUTHENTICATED=1.");
        }
    }

    private static GatewayConfig ReadGateway(TensorZeroConfiguration configuration)
    {
        var problems = new ProblemList();
        var root = ConfigurationLoader.Load(configuration, problems).Root;
        if (problems.HasErrors)
        {
            // This finds what is wrong with templates and schemas too, so that everything is told together.
            CheckedConfiguration.Load(configuration, new ProblemList());
        }

        return root.Gateway;
    }
}
