namespace TensorZero.Embedded;

/// <summary>A change to the headers of the request that goes to the provider. Applied in the order variant, model provider, request.</summary>
public sealed record ExtraHeader
{
    private ExtraHeader(string name, string? value) => (Name, Value) = (name, value);

    /// <summary>The header's name.</summary>
    public string Name { get; }

    /// <summary>The value to send, replacing any other; null removes the header. May be a secret: never logged.</summary>
    public string? Value { get; }

    /// <summary>Only for this variant; null for every one. Requests only.</summary>
    public string? VariantName { get; init; }

    /// <summary>Only for this model; null for every one. Requests only.</summary>
    public string? ModelName { get; init; }

    /// <summary>Only for this provider of <see cref="ModelName"/>; null for every one. Requests only.</summary>
    public string? ProviderName { get; init; }

    /// <summary>Sends <paramref name="name"/> with <paramref name="value"/>.</summary>
    public static ExtraHeader Set(string name, string value) => new(name, value);

    /// <summary>Does not send <paramref name="name"/>.</summary>
    public static ExtraHeader Delete(string name) => new(name, null);

    /// <summary>The name only, because the value may be a secret.</summary>
    public override string ToString() => $"{nameof(ExtraHeader)} {Name}";
}
