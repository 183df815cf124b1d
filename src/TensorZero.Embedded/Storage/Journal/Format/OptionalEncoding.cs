namespace TensorZero.Embedded.Storage.Journal.Format;

/// <summary>Values that may be missing: a byte says whether they are there. Also lists of texts and tags, which are several.</summary>
internal static class OptionalEncoding
{
    public static void Optional(this EncodingBuffer buffer, bool? value)
    {
        buffer.Flag(value.HasValue);
        if (value is { } flag)
        {
            buffer.Flag(flag);
        }
    }

    public static void Optional(this EncodingBuffer buffer, long? value)
    {
        buffer.Flag(value.HasValue);
        if (value is { } number)
        {
            buffer.Signed(number);
        }
    }

    public static void Optional(this EncodingBuffer buffer, double? value)
    {
        buffer.Flag(value.HasValue);
        if (value is { } number)
        {
            buffer.Double(number);
        }
    }

    public static void Optional(this EncodingBuffer buffer, decimal? value)
    {
        buffer.Flag(value.HasValue);
        if (value is { } number)
        {
            buffer.Decimal(number);
        }
    }

    public static void Optional(this EncodingBuffer buffer, TimeSpan? value) => buffer.Optional(value?.Ticks);

    public static void Optional(this EncodingBuffer buffer, IReadOnlyList<string>? texts)
    {
        buffer.Flag(texts is not null);
        if (texts is null)
        {
            return;
        }

        buffer.Count(texts.Count);
        for (var i = 0; i < texts.Count; i++)
        {
            buffer.Text(texts[i]);
        }
    }

    public static void Tags(this EncodingBuffer buffer, IReadOnlyDictionary<string, string> tags)
    {
        buffer.Count(tags.Count);
        if (tags is Dictionary<string, string> dictionary)
        {
            // Its own enumerator is not boxed.
            foreach (var (key, value) in dictionary)
            {
                buffer.Text(key);
                buffer.Text(value);
            }

            return;
        }

        foreach (var (key, value) in tags)
        {
            buffer.Text(key);
            buffer.Text(value);
        }
    }
}
