using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Batching;

/// <summary>Records that are written together, and what becomes of them. Every batch ends in exactly one of its last two ways.</summary>
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

    /// <summary>Keeps one of its records, which the store refuses for good, where somebody may look at it.</summary>
    /// <returns>Where; null when it is lost.</returns>
    /// <exception cref="ObservabilityStoreException">It cannot be kept at the moment.</exception>
    string? SetAside(int place, ObservabilityStoreException error);

    /// <summary>The store has it, but for the records that it refuses for good, by their places; those were set aside before.</summary>
    void Complete(IReadOnlyDictionary<int, ObservabilityStoreException> refusals);

    /// <summary>Writing was stopped before the store had it, or nobody knows whether it has.</summary>
    void Abandon();
}
