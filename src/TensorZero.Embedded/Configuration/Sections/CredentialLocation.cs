namespace TensorZero.Embedded.Configuration.Sections;

/// <summary>Where a credential, or another value that differs by environment, is found. Holds no secret.</summary>
/// <param name="Kind">The kind of place.</param>
/// <param name="Name">The variable, path, key or literal; "" for <c>sdk</c> and <c>none</c>.</param>
/// <param name="Fallback">Where to look when there is nothing at the first place.</param>
internal sealed record CredentialLocation(CredentialKind Kind, string Name, CredentialLocation? Fallback = null)
{
    private static readonly (string Prefix, CredentialKind Kind)[] Prefixes =
    [
        ("env::", CredentialKind.Environment),
        ("path_from_env::", CredentialKind.PathFromEnvironment),
        ("dynamic::", CredentialKind.Dynamic),
        ("path::", CredentialKind.Path),
    ];

    /// <summary>Null when the text is none of the known forms.</summary>
    public static CredentialLocation? Parse(string text)
    {
        foreach (var (prefix, kind) in Prefixes)
        {
            if (text.StartsWith(prefix, StringComparison.Ordinal) && text.Length > prefix.Length)
            {
                return new CredentialLocation(kind, text[prefix.Length..]);
            }
        }

        return text switch
        {
            "sdk" => new CredentialLocation(CredentialKind.Sdk, ""),
            "none" => new CredentialLocation(CredentialKind.None, ""),
            _ => null,
        };
    }

    public override string ToString() => Kind switch
    {
        CredentialKind.Sdk => "sdk",
        CredentialKind.None => "none",
        CredentialKind.Literal => Name,
        _ => Array.Find(Prefixes, pair => pair.Kind == Kind).Prefix + Name,
    };
}
