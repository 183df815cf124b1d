using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>Reads bodies that are a list under one key.</summary>
internal static class ItemsReader
{
    private const string Where = "the request";

    /// <exception cref="ContentJsonException">The body is something else.</exception>
    public static IReadOnlyList<T> Read<T>(JsonElement json, string name, Func<JsonElement, T> read)
    {
        AllowOnly(json, name);
        return json.Required(name, Where).Items(name, read);
    }

    /// <inheritdoc cref="Read"/>
    public static IReadOnlyList<Guid> ReadIds(JsonElement json, string name)
    {
        AllowOnly(json, name);
        return json.RequiredIds(name, Where);
    }

    private static void AllowOnly(JsonElement json, string name)
    {
        foreach (var member in json.Members(Where))
        {
            if (member.Name != name)
            {
                throw new ContentJsonException($"There is no key `{member.Name}` in {Where}.");
            }
        }
    }
}
