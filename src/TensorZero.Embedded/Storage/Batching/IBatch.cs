using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Batching;

/// <summary>Records that are written together, and what becomes of them. Every batch ends in exactly one of its last three ways.</summary>
internal interface IBatch
{
    /// <summary>At least one.</summary>
    IReadOnlyList<Record> Records { get; }

    /// <summary>Names these records, as <see cref="IObservabilityStore.WriteAsync"/> takes it.</summary>
    string Token { get; }

    /// <summary>Comes before each try.</summary>
    /// <exception cref="ObservabilityStoreException">The batch cannot be sent at the moment.</exception>
    void Begin();

    /// <summary>Two batches in its place, of at least one record each.</summary>
    (IBatch First, IBatch Second) Halve();

    /// <summary>The store has it.</summary>
    void Complete();

    /// <summary>Keeps its one record, which the store refuses for good, where somebody may look at it. Comes before <see cref="Refuse"/>.</summary>
    /// <returns>Where; null when it is lost.</returns>
    /// <exception cref="ObservabilityStoreException">It cannot be kept at the moment.</exception>
    string? SetAside(ObservabilityStoreException error);

    /// <summary>The store refuses its one record for good.</summary>
    void Refuse(ObservabilityStoreException error);

    /// <summary>Writing was stopped before the store had it, or nobody knows whether it has.</summary>
    void Abandon();
}
