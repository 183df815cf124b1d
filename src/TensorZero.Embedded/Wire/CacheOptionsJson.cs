using System.Collections.Frozen;
using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>The JSON of <c>cache_options</c>.</summary>
internal static class CacheOptionsJson
{
    private const string Mode = "enabled";
    private const string MaxAge = "max_age_s";
    private const string ShareCalls = "share_calls";

    private static readonly FrozenSet<string> Keys = FrozenSet.Create(StringComparer.Ordinal, Mode, MaxAge, ShareCalls);

    /// <summary>Writes the member, unless there is nothing to say.</summary>
    public static void WriteIfSet(Utf8JsonWriter writer, CacheOptions options)
    {
        if (options.Mode == CacheMode.Off)
        {
            return;
        }

        writer.WriteStartObject("cache_options"u8);
        writer.WriteString(Mode, EnumWords<CacheMode>.Of(options.Mode));
        if (options.MaxAge is { } age)
        {
            writer.WriteNumber(MaxAge, (long)age.TotalSeconds);
        }

        if (options.ShareCalls)
        {
            // Ours; TensorZero passes over what it does not know here.
            writer.WriteBoolean(ShareCalls, true);
        }

        writer.WriteEndObject();
    }

    /// <param name="request">The request.</param>
    /// <param name="key">The options' name in it.</param>
    /// <exception cref="ContentJsonException">The options are no such object.</exception>
    public static CacheOptions Read(JsonElement request, string key = "cache_options")
    {
        if (request.Find(key) is not { } options)
        {
            return CacheOptions.Off;
        }

        options.Allow(Keys, $"`{key}`");
        return new CacheOptions
        {
            Mode = EnumWords<CacheMode>.Find(options.OptionalString(Mode, $"`{key}`") ?? "off")
                ?? throw new ContentJsonException($"Expected \"off\", \"on\", \"read_only\" or \"write_only\" as `enabled` in `{key}`."),
            MaxAge = options.OptionalCount(MaxAge, $"`{key}`") is { } seconds ? TimeSpan.FromSeconds((long)seconds) : null,
            ShareCalls = options.Flag(ShareCalls, $"`{key}`"),
        };
    }
}
