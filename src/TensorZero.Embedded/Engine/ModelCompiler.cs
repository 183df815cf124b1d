using System.Collections.Frozen;
using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Configuration.Binding;
using TensorZero.Embedded.Configuration.Sections;
using TensorZero.Embedded.Configuration.Sections.Models;
using TensorZero.Embedded.Configuration.Sections.Providers;
using TensorZero.Embedded.Models;
using TensorZero.Embedded.Providers;

namespace TensorZero.Embedded.Engine;

/// <summary>Compiles the configuration's models, and those of shorthand names.</summary>
internal sealed class ModelCompiler(RootConfig root, EngineParts parts, ProblemList problems)
{
    private readonly RelayedModels _relayed = new(root, parts, problems);

    public FrozenDictionary<string, Model> CompileAll()
    {
        var models = new Dictionary<string, Model>(StringComparer.Ordinal);
        foreach (var (name, config) in root.Models)
        {
            var routing = _relayed.Takes(config) ? RelayedRouting(name) : OwnRouting(name, config);
            models.Add(name, new Model(name, routing, TimeoutsOf(config.Timeouts)));
        }

        return models.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The model of a name such as <c>openai::gpt-5-mini</c>; null when it is no shorthand that can be served.</summary>
    public Model? TryCompileShorthand(string name) => _relayed.TakesShorthands
        ? ShorthandName.Parse(name, ShorthandName.ChatTypes) is null ? null : new Model(name, RelayedRouting(name), CallTimeouts.None)
        : parts.Providers.TryCreateShorthand(name, root.ProviderTypes) is { } provider
            ? new Model(name, [new ProviderEndpoint(name, provider.Type, provider) { Timeouts = GlobalTimeouts(), CoolDown = NewCoolDown() }], CallTimeouts.None)
            : null;

    private IReadOnlyList<ProviderEndpoint> RelayedRouting(string name) => _relayed.RoutingOf(name, GlobalTimeouts(), NewCoolDown());

    private ProviderEndpoint[] OwnRouting(string name, ModelConfig config) =>
    [
        .. config.Routing
            .Where(config.Providers.ContainsKey)
            .Select(provider => CompileEndpoint(name, config.Providers[provider]))
            .OfType<ProviderEndpoint>(),
    ];

    private ProviderEndpoint? CompileEndpoint(string modelName, ModelProviderConfig config)
    {
        try
        {
            var provider = parts.Providers.Create(modelName, config.Name, config.Provider, root.ProviderTypes);
            return new ProviderEndpoint(modelName, config.Name, provider)
            {
                Timeouts = ProviderTimeouts(config.Timeouts),
                ExtraBody = config.ExtraBody,
                ExtraHeaders = config.ExtraHeaders,
                DiscardUnknownChunks = config.DiscardUnknownChunks,
                SettingsHash = ProviderSettingsHash.Of(config.Origin.Node),
                Prices = config.Cost.Count == 0 ? null : new PriceList([.. config.Cost.Select(PriceOf)]),
                CoolDown = NewCoolDown(),
            };
        }
        catch (ProviderConfigurationException exception)
        {
            Report(exception, config.Origin);
            return null;
        }
        catch (Exception exception) when (config.Provider is CustomProviderConfig)
        {
            problems.ErrorInSection(config.Origin, $"the application's provider could not be made: {exception.Message}");
            return null;
        }
    }

    private void Report(ProviderConfigurationException exception, Origin origin)
    {
        var (position, path) = (origin.PositionOf(exception.Key), $"{origin.Path}.{exception.Key}");
        if (exception.IsNotServed)
        {
            problems.NotServed(position, path, exception.Message);
        }
        else
        {
            problems.Error(position, path, exception.Message);
        }
    }

    private CoolDown? NewCoolDown() =>
        root.Embedded.ProviderCooldown > TimeSpan.Zero ? new CoolDown(root.Embedded.ProviderCooldown, parts.Time) : null;

    private static Price PriceOf(CostConfig cost) =>
        new(new JsonPath(cost.Pointer), new JsonPath(cost.StreamingPointer), cost.DollarsPerUnit, cost.Required);

    public static CallTimeouts TimeoutsOf(TimeoutsConfig config) => new(config.NonStreamingTotal, config.TimeToFirstToken, config.StreamingTotal);

    /// <summary>The global timeout is the upper bound of every call, so it stands in where a provider has no limit of its own.</summary>
    private CallTimeouts ProviderTimeouts(TimeoutsConfig config)
    {
        var global = root.Gateway.GlobalOutboundHttpTimeout;
        return new CallTimeouts(config.NonStreamingTotal ?? global, config.TimeToFirstToken, config.StreamingTotal ?? global);
    }

    private CallTimeouts GlobalTimeouts() =>
        new(root.Gateway.GlobalOutboundHttpTimeout, null, root.Gateway.GlobalOutboundHttpTimeout);
}
