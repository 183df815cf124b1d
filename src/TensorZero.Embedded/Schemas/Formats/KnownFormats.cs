namespace TensorZero.Embedded.Schemas.Formats;

/// <summary>The formats that can be asserted.</summary>
internal static class KnownFormats
{
    /// <summary>The check for a format, or null for a name that is not known.</summary>
    public static Format? Find(string name) => name switch
    {
        _ => null,
    };
}
