namespace TensorZero.Embedded.Storage;

/// <summary>A page of a list that is sorted by ids.</summary>
/// <param name="Below">Only ids less than this; null for no bound.</param>
/// <param name="Above">Only ids greater than this; null for no bound.</param>
/// <param name="OldestFirst">Which end of them to read, and the order.</param>
/// <param name="Size">How many at most.</param>
internal readonly record struct IdPage(Guid? Below, Guid? Above, bool OldestFirst, int Size)
{
    /// <summary>The word of SQL for the order.</summary>
    public string Order => OldestFirst ? "ASC" : "DESC";
}
