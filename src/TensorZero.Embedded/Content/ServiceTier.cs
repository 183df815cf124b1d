namespace TensorZero.Embedded;

/// <summary>The provider's service tier. Providers without tiers ignore it.</summary>
public enum ServiceTier
{
    /// <summary>The provider decides.</summary>
    Auto,

    /// <summary>The ordinary tier.</summary>
    Default,

    /// <summary>Faster and dearer.</summary>
    Priority,

    /// <summary>Slower and cheaper.</summary>
    Flex,
}
