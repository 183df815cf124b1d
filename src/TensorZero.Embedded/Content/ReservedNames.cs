namespace TensorZero.Embedded.Content;

/// <summary>The names that belong to the library itself, wherever names are given: tags, namespaces, datasets and parts of a configuration.</summary>
internal static class ReservedNames
{
    public const string Prefix = "tensorzero::";

    /// <summary>The tag of what the library does on its own account.</summary>
    public const string InternalTag = Prefix + "internal";

    public static bool Includes(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);
}
