using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections;

/// <summary>Binds credential locations: a text, or a table of <c>default</c> and <c>fallback</c>.</summary>
internal static class CredentialBinding
{
    public static CredentialLocation? Credential(this TableReader table, string key)
    {
        if (table.Node(key) is not TableNode)
        {
            return table.CredentialText(key);
        }

        return table.Table(key, both =>
        {
            both.RequiredText("default");
            both.RequiredText("fallback");
            return new Both(both.CredentialText("default"), both.CredentialText("fallback"));
        }) is { First: { } first } pair
            ? first with { Fallback = pair.Second }
            : null;
    }

    /// <summary>A location without the form that has a fallback.</summary>
    public static CredentialLocation? CredentialText(this TableReader table, string key)
    {
        if (table.Text(key) is not { Length: > 0 } text)
        {
            return null;
        }

        var location = CredentialLocation.Parse(text);
        if (location is null)
        {
            // The text may be a key that was pasted here by mistake: never repeat it.
            table.Error(
                key,
                "not a credential location",
                "use \"env::VARIABLE\", \"path::FILE\", \"path_from_env::VARIABLE\", \"dynamic::KEY\", \"sdk\" or \"none\"");
        }

        return location;
    }

    /// <summary>A location, or the value itself.</summary>
    public static CredentialLocation? CredentialOrLiteral(this TableReader table, string key) =>
        table.Text(key) is { Length: > 0 } text ? CredentialLocation.Parse(text) ?? new CredentialLocation(CredentialKind.Literal, text) : null;

    private sealed record Both(CredentialLocation? First, CredentialLocation? Second);
}
