using System.Text.Json;

namespace TensorZero.Embedded.Providers.Cassettes;

/// <summary>Where two bodies first differ, with a few words of each: enough to find the place, too little to quote a prompt.</summary>
internal static class JsonDifference
{
    private const int MaxExcerpt = 40;
    private const int Before = 12;

    /// <summary>Such as <c>at /messages/0/content: recorded "…of Spain?", asked "…of France?"</c>.</summary>
    public static string Describe(string recorded, string asked)
    {
        try
        {
            return Find(JsonElement.Parse(recorded), JsonElement.Parse(asked), "") ?? "in nothing but its layout";
        }
        catch (JsonException)
        {
            return "in a body that is no JSON";
        }
    }

    private static string? Find(JsonElement recorded, JsonElement asked, string path) => (recorded.ValueKind, asked.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.Object) => FindInObjects(recorded, asked, path),
        (JsonValueKind.Array, JsonValueKind.Array) => FindInArrays(recorded, asked, path),
        _ => recorded.GetRawText() == asked.GetRawText() ? null : Told(path, recorded.GetRawText(), asked.GetRawText()),
    };

    private static string? FindInObjects(JsonElement recorded, JsonElement asked, string path)
    {
        foreach (var member in recorded.EnumerateObject())
        {
            var place = $"{path}/{member.Name}";
            if (!asked.TryGetProperty(member.Name, out var other))
            {
                return $"at {place}: recorded, and not asked";
            }

            if (Find(member.Value, other, place) is { } difference)
            {
                return difference;
            }
        }

        foreach (var member in asked.EnumerateObject())
        {
            if (!recorded.TryGetProperty(member.Name, out _))
            {
                return $"at {path}/{member.Name}: asked, and not recorded";
            }
        }

        return null;
    }

    private static string? FindInArrays(JsonElement recorded, JsonElement asked, string path)
    {
        var (left, right) = (recorded.GetArrayLength(), asked.GetArrayLength());
        for (var index = 0; index < Math.Min(left, right); index++)
        {
            if (Find(recorded[index], asked[index], $"{path}/{index}") is { } difference)
            {
                return difference;
            }
        }

        return left == right ? null : $"at {(path.Length == 0 ? "the top" : path)}: {left} items recorded, {right} asked";
    }

    private static string Told(string path, string recorded, string asked)
    {
        var same = recorded.AsSpan().CommonPrefixLength(asked);
        return $"at {path}: recorded {Excerpt(recorded, same)}, asked {Excerpt(asked, same)}";
    }

    private static string Excerpt(string text, int at)
    {
        var start = Math.Max(0, at - Before);
        var length = Math.Min(MaxExcerpt, text.Length - start);
        return $"{(start > 0 ? "…" : "")}{text.AsSpan(start, length)}{(start + length < text.Length ? "…" : "")}".ReplaceLineEndings(" ");
    }
}
