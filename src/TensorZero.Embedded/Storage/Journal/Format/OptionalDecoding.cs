using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Journal.Format;

/// <summary>The other side of <see cref="OptionalEncoding"/>.</summary>
internal static class OptionalDecoding
{
    public static bool? OptionalFlag(this ref DecodingSpan bytes) => bytes.Flag() ? bytes.Flag() : null;

    public static long? OptionalNumber(this ref DecodingSpan bytes) => bytes.Flag() ? bytes.Signed() : null;

    public static double? OptionalDouble(this ref DecodingSpan bytes) => bytes.Flag() ? bytes.Double() : null;

    public static decimal? OptionalDecimal(this ref DecodingSpan bytes) => bytes.Flag() ? bytes.Decimal() : null;

    public static TimeSpan? OptionalTime(this ref DecodingSpan bytes) => bytes.Flag() ? new TimeSpan(bytes.Signed()) : null;

    public static IReadOnlyList<string>? OptionalTexts(this ref DecodingSpan bytes)
    {
        if (!bytes.Flag())
        {
            return null;
        }

        var texts = new string[bytes.Count()];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = bytes.Text()!;
        }

        return texts;
    }

    public static IReadOnlyDictionary<string, string> Tags(this ref DecodingSpan bytes)
    {
        var count = bytes.Count();
        if (count == 0)
        {
            return InferenceRecord.EmptyTags;
        }

        var tags = new Dictionary<string, string>(count);
        for (var i = 0; i < count; i++)
        {
            // Written from a dictionary that may compare keys in its own way: a key that comes twice here is its later value.
            tags[bytes.Text()!] = bytes.Text()!;
        }

        return tags;
    }
}
