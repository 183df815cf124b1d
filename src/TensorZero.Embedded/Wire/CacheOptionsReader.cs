using System.Collections.Frozen;
using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>Reads <c>cache_options</c>. There is no cache yet: asking for one is refused, for a caller who counts on it pays twice.</summary>
internal static class CacheOptionsReader
{
    private const string Key = "cache_options";

    private static readonly FrozenSet<string> Keys = FrozenSet.Create(StringComparer.Ordinal, "enabled", "max_age_s");

    /// <exception cref="ContentJsonException">The options are no such object.</exception>
    /// <exception cref="NotServedException">They switch the cache on.</exception>
    public static void Check(JsonElement request)
    {
        if (request.Find(Key) is not { } options)
        {
            return;
        }

        options.Allow(Keys, $"`{Key}`");
        _ = options.OptionalCount("max_age_s", $"`{Key}`");
        switch (options.OptionalString("enabled", $"`{Key}`"))
        {
            case null or "off":
                return;
            case "on" or "read_only" or "write_only":
                throw new NotServedException($"The inference cache is not served by this version: set `{Key}.enabled` to \"off\", or leave it out.");
            default:
                throw new ContentJsonException($"Expected \"off\", \"on\", \"read_only\" or \"write_only\" as `enabled` in `{Key}`.");
        }
    }
}
