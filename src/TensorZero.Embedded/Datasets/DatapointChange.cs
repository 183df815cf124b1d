namespace TensorZero.Embedded;

/// <summary>How a version of a datapoint came into being.</summary>
public enum DatapointChange
{
    /// <summary>It was made by hand, of an inference or from a file; or it was changed in ways that are not on record.</summary>
    Created,

    /// <summary>It replaced the version before it.</summary>
    Edited,

    /// <summary>It is a copy of the version before it, of the same dataset or another.</summary>
    Cloned,
}
