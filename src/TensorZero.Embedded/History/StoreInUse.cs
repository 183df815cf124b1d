using TensorZero.Embedded.Storage;

namespace TensorZero.Embedded.History;

/// <summary>The store, for what cannot do without one.</summary>
internal static class StoreInUse
{
    /// <exception cref="ObservabilityStoreException">Observability is off.</exception>
    public static IObservabilityStore Of(IObservabilityStore? store) => store ?? throw new ObservabilityStoreException(
        ObservabilityStoreFailure.Disabled,
        "Nothing is recorded: `gateway.observability.enabled` is false. Remove that setting to record.");
}
