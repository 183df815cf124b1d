using System.Text.Json;

namespace TensorZero.Embedded;

/// <summary>
/// A change to the request body that goes to the provider, for what this library does not model. Applied in the order variant,
/// model provider, request.
/// </summary>
public sealed record ExtraBody
{
    private ExtraBody(string pointer, JsonElement? value) => (Pointer, Value) = (pointer, value);

    /// <summary>A JSON pointer into the body, such as <c>/generation/temperature</c>. Missing objects on the way are made; <c>-</c> appends to an array.</summary>
    public string Pointer { get; }

    /// <summary>The value to put there; null deletes what is there.</summary>
    public JsonElement? Value { get; }

    /// <summary>Only for this variant; null for every one. Requests only.</summary>
    public string? VariantName { get; init; }

    /// <summary>Only for this model; null for every one. Requests only.</summary>
    public string? ModelName { get; init; }

    /// <summary>Only for this provider of <see cref="ModelName"/>; null for every one. Requests only.</summary>
    public string? ProviderName { get; init; }

    /// <summary>Puts <paramref name="value"/> at <paramref name="pointer"/>.</summary>
    public static ExtraBody Set(string pointer, JsonElement value) => new(pointer, JsonElements.Own(value));

    /// <summary>Deletes what is at <paramref name="pointer"/>; nothing there is no error.</summary>
    public static ExtraBody Delete(string pointer) => new(pointer, null);
}
