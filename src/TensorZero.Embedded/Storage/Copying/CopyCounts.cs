namespace TensorZero.Embedded.Storage.Copying;

/// <summary>How far the copy of one part is.</summary>
internal sealed class CopyCounts
{
    /// <summary>How many items the target had before.</summary>
    public required long Before { get; init; }

    /// <summary>The last id that is done; null at the beginning.</summary>
    public Guid? After { get; set; }

    /// <summary>How many items of the source are done.</summary>
    public long Read { get; set; }

    /// <summary>How many of them were written.</summary>
    public long Written { get; set; }
}
