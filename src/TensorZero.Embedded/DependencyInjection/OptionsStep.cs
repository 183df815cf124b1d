namespace TensorZero.Embedded.DependencyInjection;

/// <summary>One call's say in the options; they apply in the order of the calls.</summary>
internal sealed record OptionsStep(Action<TensorZeroOptions, IServiceProvider> Configure);
