using TensorZero.Embedded;
using TensorZero.Embedded.Remote;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the client of a gateway.</summary>
public static class TensorZeroClientServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="IInferenceClient"/> and <see cref="IFeedbackClient"/> as singletons that call a gateway: in place of
    /// <c>AddTensorZero</c>, whose engine runs in this process. Nothing is sent before the first call.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <param name="gateway">The gateway's address, with its base path if it has one, such as <c>http://localhost:3000</c>.</param>
    /// <param name="apiKey">The gateway's API key; null takes <c>TENSORZERO_API_KEY</c>, and sends none when that is not set.</param>
    /// <exception cref="ArgumentException">The address is no absolute http or https URL.</exception>
    public static IServiceCollection AddTensorZeroClient(this IServiceCollection services, Uri gateway, string? apiKey = null) =>
        services.AddTensorZeroClient(gateway, (options, _) => options.ApiKey = apiKey);

    /// <summary>
    /// Registers <see cref="IInferenceClient"/> and <see cref="IFeedbackClient"/> as singletons that call a gateway, with options that may
    /// need other services.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <param name="gateway">The gateway's address, with its base path if it has one, such as <c>http://localhost:3000</c>.</param>
    /// <param name="configure">Sets the options, once, when the client is made.</param>
    /// <exception cref="ArgumentException">The address is no absolute http or https URL.</exception>
    public static IServiceCollection AddTensorZeroClient(
        this IServiceCollection services, Uri gateway, Action<TensorZeroClientOptions, IServiceProvider> configure) =>
        services.Register(serviceKey: null, gateway, configure);

    /// <summary>Registers one of several clients under a key: inject with <c>[FromKeyedServices("…")]</c>.</summary>
    /// <param name="services">The container.</param>
    /// <param name="serviceKey">The key.</param>
    /// <param name="gateway">The gateway's address, with its base path if it has one, such as <c>http://localhost:3000</c>.</param>
    /// <param name="configure">Sets the options, once, when the client is made.</param>
    /// <exception cref="ArgumentException">The address is no absolute http or https URL.</exception>
    public static IServiceCollection AddKeyedTensorZeroClient(
        this IServiceCollection services, object serviceKey, Uri gateway, Action<TensorZeroClientOptions, IServiceProvider> configure)
    {
        ArgumentNullException.ThrowIfNull(serviceKey);
        return services.Register(serviceKey, gateway, configure);
    }

    private static IServiceCollection Register(
        this IServiceCollection services, object? serviceKey, Uri gateway, Action<TensorZeroClientOptions, IServiceProvider> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        GatewayAddress.Require(gateway);
        services.AddKeyedSingleton(serviceKey, (provider, _) =>
        {
            var options = new TensorZeroClientOptions { TimeProvider = provider.GetService<TimeProvider>() };
            configure(options, provider);
            return TensorZeroClient.Connect(gateway, options);
        });
        services.AddKeyedSingleton(serviceKey, (provider, _) => provider.GetRequiredKeyedService<TensorZeroClient>(serviceKey).Inference);
        services.AddKeyedSingleton(serviceKey, (provider, _) => provider.GetRequiredKeyedService<TensorZeroClient>(serviceKey).Feedback);
        return services;
    }
}
