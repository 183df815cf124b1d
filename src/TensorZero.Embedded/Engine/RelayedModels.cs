using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Configuration.Sections.Gateway;
using TensorZero.Embedded.Configuration.Sections.Models;
using TensorZero.Embedded.Models;
using TensorZero.Embedded.Providers;
using TensorZero.Embedded.Providers.Relay;

namespace TensorZero.Embedded.Engine;

/// <summary>The models that another gateway calls, where the configuration names one: all but those that skip it.</summary>
internal sealed class RelayedModels
{
    private readonly RelayConfig? _config;
    private readonly RelayProvider? _gateway;

    public RelayedModels(RootConfig root, EngineParts parts, ProblemList problems)
    {
        _config = root.Gateway.Relay;
        if (_config is { GatewayUrl: { } url })
        {
            _gateway = Create(_config, url, parts, problems);
            WarnOfIdleProviders(root, _config, problems);
        }
    }

    public bool TakesShorthands => _config is not null;

    public bool Takes(ModelConfig model) => _config is not null && !model.SkipRelay;

    /// <summary>The one provider of a relayed model; none when the gateway cannot be used, which is reported.</summary>
    public IReadOnlyList<ProviderEndpoint> RoutingOf(string model, CallTimeouts timeouts, CoolDown? coolDown) =>
        _gateway is null
            ? []
            : [new ProviderEndpoint(model, RelayProvider.Name, _gateway) { IsRelay = true, Timeouts = timeouts, CoolDown = coolDown }];

    private static RelayProvider? Create(RelayConfig config, Uri url, EngineParts parts, ProblemList problems)
    {
        try
        {
            return parts.Providers.CreateRelay(config, url);
        }
        catch (ProviderConfigurationException exception)
        {
            problems.ErrorInKey(config.Origin, exception.Key, exception.Message);
            return null;
        }
    }

    private void WarnOfIdleProviders(RootConfig root, RelayConfig config, ProblemList problems)
    {
        var idle = root.Models.Values.Where(Takes).Select(model => $"`{model.Name}`").ToArray();
        if (idle.Length > 0)
        {
            problems.Warning(
                config.Origin.Node.Position,
                config.Origin.Path,
                $"the providers configured for {string.Join(", ", idle)} are not used: the gateway at the other end calls its own",
                "set `skip_relay = true` on a model to call it from here");
        }
    }
}
