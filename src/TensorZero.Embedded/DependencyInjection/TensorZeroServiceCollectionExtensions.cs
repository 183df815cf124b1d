using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TensorZero.Embedded;
using TensorZero.Embedded.DependencyInjection;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers TensorZero.Embedded.</summary>
public static class TensorZeroServiceCollectionExtensions
{
    /// <summary>
    /// Registers the engine and its clients as singletons, on configuration files. With a host the engine starts before the application's own
    /// services, so that a wrong configuration stops the host, and flushes its records after them.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <param name="configurationFiles">A path or pattern, relative to the current folder.</param>
    public static IServiceCollection AddTensorZero(this IServiceCollection services, string configurationFiles) =>
        services.AddTensorZero(options => options.Configuration = TensorZeroConfiguration.FromFile(configurationFiles));

    /// <summary>Registers the engine and its clients as singletons. A second call adds to the options of the first.</summary>
    /// <param name="services">The container.</param>
    /// <param name="configure">Sets the options.</param>
    public static IServiceCollection AddTensorZero(this IServiceCollection services, Action<TensorZeroOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return services.AddTensorZero((options, _) => configure(options));
    }

    /// <summary>Registers the engine and its clients as singletons, with options that need other services.</summary>
    /// <param name="services">The container.</param>
    /// <param name="configure">Sets the options, once, when the engine starts.</param>
    public static IServiceCollection AddTensorZero(this IServiceCollection services, Action<TensorZeroOptions, IServiceProvider> configure) =>
        services.Register(serviceKey: null, configure);

    /// <summary>
    /// Registers one of several engines, each with its own configuration and database, under a key: inject with
    /// <c>[FromKeyedServices("…")]</c>. An <see cref="IContentRedactor"/> without a key serves every engine that has none under its own; each
    /// <see cref="IInferenceHook"/> without a key sees the requests of every engine, before those under the engine's key.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <param name="serviceKey">The key.</param>
    /// <param name="configure">Sets the options, once, when the engine starts.</param>
    public static IServiceCollection AddKeyedTensorZero(
        this IServiceCollection services, object serviceKey, Action<TensorZeroOptions, IServiceProvider> configure)
    {
        ArgumentNullException.ThrowIfNull(serviceKey);
        return services.Register(serviceKey, configure);
    }

    private static IServiceCollection Register(
        this IServiceCollection services, object? serviceKey, Action<TensorZeroOptions, IServiceProvider> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.Add(new ServiceDescriptor(typeof(OptionsStep), serviceKey, new OptionsStep(configure)));
        if (services.Any(service => service.ServiceType == typeof(TensorZeroEngine) && Equals(service.ServiceKey, serviceKey)))
        {
            return services;
        }

        services.AddKeyedSingleton(serviceKey, (provider, _) => TensorZeroEngine.Create(OptionsOf(provider, serviceKey)));
        services.AddKeyedSingleton(serviceKey, (provider, _) => EngineOf(provider, serviceKey).Inference);
        services.AddKeyedSingleton(serviceKey, (provider, _) => EngineOf(provider, serviceKey).Feedback);
        services.AddKeyedSingleton(serviceKey, (provider, _) => EngineOf(provider, serviceKey).History);
        services.AddKeyedSingleton(serviceKey, (provider, _) => EngineOf(provider, serviceKey).Statistics);
        services.AddKeyedSingleton(serviceKey, (provider, _) => EngineOf(provider, serviceKey).Export);
        services.AddKeyedSingleton(serviceKey, (provider, _) => EngineOf(provider, serviceKey).Replay);
        services.AddKeyedSingleton(serviceKey, (provider, _) => EngineOf(provider, serviceKey).Deletion);
        services.AddKeyedSingleton(serviceKey, (provider, _) => EngineOf(provider, serviceKey).Datasets);
        services.AddKeyedSingleton(serviceKey, (provider, _) => EngineOf(provider, serviceKey).WorkflowEvaluations);
        services.AddSingleton<IHostedService>(provider => new EngineLifetime(() => EngineOf(provider, serviceKey)));
        return services;
    }

    private static TensorZeroEngine EngineOf(IServiceProvider provider, object? serviceKey) =>
        provider.GetRequiredKeyedService<TensorZeroEngine>(serviceKey);

    private static TensorZeroOptions OptionsOf(IServiceProvider provider, object? serviceKey)
    {
        var options = new TensorZeroOptions
        {
            LoggerFactory = provider.GetService<ILoggerFactory>(),
            TimeProvider = provider.GetService<TimeProvider>(),
            Redactor = provider.GetKeyedService<IContentRedactor>(serviceKey) ?? provider.GetService<IContentRedactor>(),
            ContentRoot = provider.GetService<IHostEnvironment>()?.ContentRootPath,
        };
        foreach (var hook in HooksOf(provider, serviceKey))
        {
            options.Hooks.Add(hook);
        }

        foreach (var step in provider.GetKeyedServices<OptionsStep>(serviceKey))
        {
            step.Configure(options, provider);
        }

        return options;
    }

    private static IEnumerable<IInferenceHook> HooksOf(IServiceProvider provider, object? serviceKey)
    {
        var everywhere = provider.GetServices<IInferenceHook>();
        return serviceKey is null ? everywhere : everywhere.Concat(provider.GetKeyedServices<IInferenceHook>(serviceKey));
    }
}
