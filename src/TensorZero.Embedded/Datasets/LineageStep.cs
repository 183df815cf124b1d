using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Datasets;

/// <summary>A datapoint that is made of another.</summary>
/// <param name="From">The other.</param>
/// <param name="To">It.</param>
/// <param name="By">Who makes it; null for nobody known.</param>
internal sealed record LineageStep(DatapointRecord From, DatapointRecord To, string? By);
