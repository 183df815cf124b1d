namespace TensorZero.Embedded.SideBySide.InProcess;

/// <summary>How far an engine's records go while it is measured.</summary>
internal enum Recorded
{
    /// <summary>There are none.</summary>
    Nowhere,

    /// <summary>Into the journal; the database takes nothing.</summary>
    ToJournal,

    /// <summary>Through the journal into SQLite, until nothing waits.</summary>
    ToDatabase,
}
