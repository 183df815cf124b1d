namespace TensorZero.Embedded.Evaluations;

/// <summary>
/// Two datapoints that resemble one another, neither of which is locked: the one of the earlier part first, within a part the older one.
/// </summary>
/// <param name="FirstId">One of them.</param>
/// <param name="FirstSplit">The part it is in; null for a dataset that is not split.</param>
/// <param name="SecondId">The other.</param>
/// <param name="SecondSplit">The part it is in; null for a dataset that is not split.</param>
/// <param name="Kind">Why they count as duplicates.</param>
/// <param name="Similarity">
/// The share of their runs of words that they have in common, from 0 to 1: 1 for exact ones, otherwise estimated with a standard error of at
/// most 0.045. Null where there are no words to compare.
/// </param>
public sealed record DuplicatePair(
    Guid FirstId, DatasetSplit? FirstSplit, Guid SecondId, DatasetSplit? SecondSplit, DuplicateKind Kind, double? Similarity);
