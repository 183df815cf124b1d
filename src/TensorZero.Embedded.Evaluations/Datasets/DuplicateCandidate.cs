namespace TensorZero.Embedded.Evaluations.Datasets;

/// <summary>What is kept of a datapoint while duplicates are searched: no content.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Split">Its part; null for a dataset that is not split.</param>
/// <param name="Input">Equal for equal inputs.</param>
/// <param name="Root">What all its versions share.</param>
/// <param name="Signature">Of its runs of words; null without any.</param>
internal sealed record DuplicateCandidate(Guid Id, DatasetSplit? Split, Guid Input, Guid Root, uint[]? Signature);
