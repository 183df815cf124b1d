using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TensorZero.Embedded.Content;

/// <summary>Types as they are read from JSON that is still being written: no member is required yet.</summary>
internal static class PartialTypes
{
    private static readonly ConditionalWeakTable<JsonTypeInfo, JsonTypeInfo> Cache = [];

    public static JsonTypeInfo<T> Of<T>(JsonTypeInfo<T> type) => (JsonTypeInfo<T>)Cache.GetValue(type, static type =>
    {
        if (type.Options.TypeInfoResolver is not { } resolver)
        {
            return type;
        }

        var options = new JsonSerializerOptions(type.Options) { TypeInfoResolver = resolver.WithAddedModifier(RequireNothing) };
        return options.GetTypeInfo(type.Type);
    });

    private static void RequireNothing(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            property.IsRequired = false;
        }
    }
}
