namespace TensorZero.Embedded;

/// <summary>Why the database of inferences and feedback cannot be used.</summary>
public enum ObservabilityStoreFailure
{
    /// <summary>Observability is switched off in the configuration.</summary>
    Disabled,

    /// <summary>The database cannot be reached: no such folder, no permission, no connection.</summary>
    Unavailable,

    /// <summary>Another process or connection holds the database for longer than the configured wait.</summary>
    Locked,

    /// <summary>The disk, or the database's own size limit, is full.</summary>
    Full,

    /// <summary>Reading or writing the disk failed.</summary>
    InputOutput,

    /// <summary>The database, its file or its folder can only be read.</summary>
    ReadOnly,

    /// <summary>The file is damaged, or is no database.</summary>
    Corrupt,

    /// <summary>A newer version of this library made the database, and its tables are not known here.</summary>
    NewerVersion,

    /// <summary>The database refuses this one record for good, for example because it is too large.</summary>
    Rejected,

    /// <summary>The database is empty or older than this library, and it is not allowed to migrate it.</summary>
    OutdatedVersion,
}
