namespace TensorZero.Embedded;

/// <summary>Whether answers come from the cache, and go into it.</summary>
public enum CacheMode
{
    /// <summary>Neither.</summary>
    Off,

    /// <summary>Both.</summary>
    On,

    /// <summary>They may come from it.</summary>
    ReadOnly,

    /// <summary>They go into it.</summary>
    WriteOnly,
}
