using System.Text.Json;

namespace TensorZero.Embedded.Tests.Content;

/// <summary>Says whether a value can grow into another by what a stream can add: at the end, and to the last text.</summary>
internal static class JsonPrefix
{
    public static bool Is(JsonElement partial, JsonElement whole)
    {
        if (partial.ValueKind != whole.ValueKind)
        {
            return false;
        }

        switch (partial.ValueKind)
        {
            case JsonValueKind.String:
                return whole.GetString()!.StartsWith(partial.GetString()!, StringComparison.Ordinal);
            case JsonValueKind.Array:
                return AreItems([.. partial.EnumerateArray()], [.. whole.EnumerateArray()]);
            case JsonValueKind.Object:
                JsonProperty[] members = [.. partial.EnumerateObject()];
                JsonProperty[] all = [.. whole.EnumerateObject()];
                return members.Length <= all.Length
                    && members.Zip(all).All(pair => pair.First.Name == pair.Second.Name)
                    && AreItems([.. members.Select(member => member.Value)], [.. all.Select(member => member.Value)]);
            default:
                return JsonElement.DeepEquals(partial, whole);
        }
    }

    private static bool AreItems(JsonElement[] partial, JsonElement[] whole) =>
        partial.Length <= whole.Length
        && partial.SkipLast(1).Zip(whole).All(pair => JsonElement.DeepEquals(pair.First, pair.Second))
        && (partial.Length == 0 || Is(partial[^1], whole[partial.Length - 1]));
}
