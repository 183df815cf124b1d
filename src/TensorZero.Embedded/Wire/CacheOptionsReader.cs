using System.Collections.Frozen;
using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>Reads <c>cache_options</c>. There is no cache yet: asking for one is refused, for a caller who counts on it pays twice.</summary>
internal static class CacheOptionsReader
{
    private static readonly FrozenSet<string> Keys = FrozenSet.Create(StringComparer.Ordinal, "enabled", "max_age_s");

    /// <param name="request">The request.</param>
    /// <param name="key">The options' name in it.</param>
    /// <exception cref="ContentJsonException">The options are no such object.</exception>
    /// <exception cref="NotServedException">They switch the cache on.</exception>
    public static void Check(JsonElement request, string key = "cache_options")
    {
        if (request.Find(key) is not { } options)
        {
            return;
        }

        options.Allow(Keys, $"`{key}`");
        _ = options.OptionalCount("max_age_s", $"`{key}`");
        switch (options.OptionalString("enabled", $"`{key}`"))
        {
            case null or "off":
                return;
            case "on" or "read_only" or "write_only":
                throw new NotServedException($"The inference cache is not served by this version: set `{key}.enabled` to \"off\", or leave it out.");
            default:
                throw new ContentJsonException($"Expected \"off\", \"on\", \"read_only\" or \"write_only\" as `enabled` in `{key}`.");
        }
    }
}
