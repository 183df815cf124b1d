namespace TensorZero.Embedded.Providers;

/// <summary>A provider cannot be made from its configuration.</summary>
/// <param name="key">The key of the provider's section that is to blame.</param>
/// <param name="message">What is wrong and what to do; no secrets.</param>
internal sealed class ProviderConfigurationException(string key, string message) : TensorZeroException(message)
{
    public string Key { get; } = key;

    /// <summary>Whether the section is right, and only this version cannot serve it.</summary>
    public bool IsNotServed { get; init; }
}
