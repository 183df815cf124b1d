using TensorZero.Embedded.Configuration.Sections;

namespace TensorZero.Embedded.Providers.Credentials;

/// <summary>Finds the credential that a location of the configuration names.</summary>
/// <param name="environment">The value of an environment variable; null when it is not set.</param>
/// <param name="readFile">The text of a file; throws what reading files throws.</param>
internal sealed class CredentialResolver(Func<string, string?> environment, Func<string, string> readFile)
{
    /// <summary>Finds it now. A place with nothing in it is passed over when there is a fallback.</summary>
    /// <param name="location">Where to look.</param>
    /// <param name="key">The key of the configuration that says so.</param>
    /// <exception cref="ProviderConfigurationException">There is none; the message names the place, never what it holds.</exception>
    public Credential Find(CredentialLocation location, string key)
    {
        if (location.Kind == CredentialKind.Dynamic)
        {
            return Credential.Dynamic(location.Name, location.Fallback is { } other ? Find(other, key) : null);
        }

        try
        {
            return FindStatic(location, key);
        }
        catch (ProviderConfigurationException) when (location.Fallback is not null)
        {
            return Find(location.Fallback, key);
        }
    }

    /// <summary>Finds it when it is first needed: a model that is never asked needs no key.</summary>
    public Credential FindLater(CredentialLocation location, string key) => Credential.Later(() => Find(location, key));

    private Credential FindStatic(CredentialLocation location, string key) => location.Kind switch
    {
        CredentialKind.None => Credential.None,
        CredentialKind.Environment => Credential.Static(ReadVariable(location.Name, key)),
        CredentialKind.Path => Credential.Static(ReadFile(location.Name, key)),
        CredentialKind.PathFromEnvironment => Credential.Static(ReadFile(ReadVariable(location.Name, key), key)),
        CredentialKind.Sdk => throw new ProviderConfigurationException(
            key,
            "`sdk` finds credentials of AWS (package TensorZero.Embedded.Aws) and Google Cloud (package TensorZero.Embedded.GoogleCloud); "
            + "this provider takes a key: use `env::VARIABLE`"),
        _ => throw new ProviderConfigurationException(key, "a key does not stand in the configuration itself: use `env::VARIABLE`"),
    };

    private string ReadVariable(string name, string key) => environment(name)?.Trim() switch
    {
        null => throw new ProviderConfigurationException(key, $"Environment variable `{name}` is missing"),
        "" => throw new ProviderConfigurationException(key, $"Environment variable `{name}` is empty"),
        var value => value,
    };

    private string ReadFile(string path, string key)
    {
        try
        {
            return readFile(path).Trim() is { Length: > 0 } text
                ? text
                : throw new ProviderConfigurationException(key, $"Credentials file `{path}` is empty");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ProviderConfigurationException(key, $"Failed to read credentials file `{path}`: {exception.Message}");
        }
    }
}
