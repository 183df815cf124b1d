using TensorZero.Embedded.Providers;

namespace TensorZero.Embedded.Engine;

/// <summary>What outlives every configuration: the clock, randomness, and the maker of providers with its connections.</summary>
internal sealed record EngineParts(TimeProvider Time, Random Random, ProviderCatalog Providers);
