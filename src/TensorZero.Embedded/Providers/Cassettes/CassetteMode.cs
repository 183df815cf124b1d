namespace TensorZero.Embedded.Providers.Cassettes;

/// <summary>Where a <see cref="Cassette"/>'s answers come from.</summary>
public enum CassetteMode
{
    /// <summary>From its file. No provider is called, and no key is needed.</summary>
    Replay,

    /// <summary>From the providers, into its file.</summary>
    Record,
}
