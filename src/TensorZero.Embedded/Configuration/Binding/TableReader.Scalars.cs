namespace TensorZero.Embedded.Configuration.Binding;

/// <summary>The scalar values.</summary>
internal partial class TableReader
{
    public virtual string? Text(string key) =>
        Find(key) switch
        {
            null => null,
            ScalarNode { Kind: ScalarKind.String } scalar => scalar.Text,
            var other => Refuse<string>(key, "a string", other),
        };

    /// <summary>The string, or "" after reporting that it is missing.</summary>
    public virtual string RequiredText(string key)
    {
        if (!Has(key))
        {
            Missing(key);
        }
        else if (Text(key) is { } text)
        {
            if (text.Length == 0)
            {
                Error(key, "must not be empty");
            }

            return text;
        }

        return "";
    }

    public virtual bool? Boolean(string key) =>
        Find(key) switch
        {
            null => null,
            ScalarNode { Kind: ScalarKind.Boolean } scalar => scalar.Boolean,
            var other => RefuseValue<bool>(key, "a boolean", other),
        };

    public virtual long? Integer(string key, long min = 0, long max = long.MaxValue)
    {
        switch (Find(key))
        {
            case null:
                return null;
            case ScalarNode { Kind: ScalarKind.Integer } scalar when scalar.Integer >= min && scalar.Integer <= max:
                return scalar.Integer;
            case ScalarNode { Kind: ScalarKind.Integer } scalar:
                Error(key, max is long.MaxValue or int.MaxValue && scalar.Integer < min ? $"must be at least {min}, is {scalar.Integer}" : $"must be {min} to {max}, is {scalar.Integer}");
                return null;
            case var other:
                return RefuseValue<long>(key, "an integer", other);
        }
    }

    public int? Int(string key, int min = 0, int max = int.MaxValue) => (int?)Integer(key, min, max);

    public virtual double? Number(string key, double min = double.NegativeInfinity, double max = double.PositiveInfinity)
    {
        double value;
        switch (Find(key))
        {
            case null:
                return null;
            case ScalarNode { Kind: ScalarKind.Integer } scalar:
                value = scalar.Integer;
                break;
            case ScalarNode { Kind: ScalarKind.Float } scalar:
                value = scalar.Float;
                break;
            case var other:
                return RefuseValue<double>(key, "a number", other);
        }

        if (double.IsFinite(value) && value >= min && value <= max)
        {
            return value;
        }

        Error(key, Invariant($"must be {Range(min, max)}, is {value}"));
        return null;
    }

    /// <summary>An amount of money or of tickets, not negative.</summary>
    public decimal? Amount(string key) => Number(key, 0, 1e15) is { } value ? (decimal)value : null;

    public TimeSpan? Milliseconds(string key) =>
        Integer(key, 0, int.MaxValue) is { } value ? TimeSpan.FromMilliseconds(value) : null;

    public TimeSpan? Seconds(string key, double min = 0, double max = int.MaxValue) =>
        Number(key, min, max) is { } value ? TimeSpan.FromSeconds(value) : null;

    public Uri? Url(string key)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
        {
            return url;
        }

        Error(key, "expected a URL that starts with http:// or https://");
        return null;
    }

    /// <summary>The URL, or null after reporting that it is missing or wrong.</summary>
    public Uri? RequiredUrl(string key)
    {
        if (!Has(key))
        {
            Missing(key);
        }

        return Url(key);
    }

    /// <summary>The strings of an array; null when the key is missing.</summary>
    public virtual IReadOnlyList<string>? Texts(string key)
    {
        if (!Has(key))
        {
            return null;
        }

        var result = new List<string>();
        foreach (var (node, path) in Items(key))
        {
            if (node is ScalarNode { Kind: ScalarKind.String } scalar)
            {
                result.Add(scalar.Text);
            }
            else
            {
                Context.Problems.Error(node.Position, path, $"expected a string, found {node.Description}");
            }
        }

        return result;
    }

    public IReadOnlyList<string> RequiredTexts(string key)
    {
        if (!Has(key))
        {
            Missing(key);
        }

        return Texts(key) ?? [];
    }

    /// <summary>A table of strings; empty when the key is missing.</summary>
    public virtual IReadOnlyDictionary<string, string> TextMap(string key) => Map(key, (_, path, node) =>
    {
        if (node is ScalarNode { Kind: ScalarKind.String } scalar)
        {
            return scalar.Text;
        }

        Context.Problems.Error(node.Position, path, $"expected a string, found {node.Description}");
        return null;
    });

    /// <summary>One of a few words; null when the key is missing or the word unknown.</summary>
    public virtual T? Word<T>(string key, params ReadOnlySpan<(string Word, T Value)> words)
        where T : struct
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        foreach (var (word, value) in words)
        {
            if (word == text)
            {
                return value;
            }
        }

        var known = words.ToArray().Select(pair => pair.Word).ToArray();
        Error(key, $"expected {OneOf(known)}, found \"{text}\"", NearName.Hint(text, known));
        return null;
    }

    /// <summary>One of a few words that must be there; the type's default after reporting that it is not.</summary>
    public virtual T RequiredWord<T>(string key, params ReadOnlySpan<(string Word, T Value)> words)
        where T : struct
    {
        if (!Has(key))
        {
            Missing(key);
        }

        return Word(key, words) ?? default;
    }

    /// <summary>
    /// The word of <c>type</c>, which decides what other keys there are; null after reporting that it is missing or unknown, and then every
    /// key is taken.
    /// </summary>
    /// <param name="what">What there is a type of, for the message.</param>
    /// <param name="known">The types.</param>
    /// <param name="outdated">Types that still work but are not suggested.</param>
    public virtual string? RequiredType(string what, IReadOnlyList<string> known, params IReadOnlyList<string> outdated)
    {
        var type = RequiredText("type");
        if (known.Contains(type) || outdated.Contains(type))
        {
            return type;
        }

        AcceptAny();
        if (type.Length > 0)
        {
            Error("type", $"no {what} type \"{type}\"", NearName.Hint(type, known) ?? $"there are {string.Join(", ", known)}");
        }

        return null;
    }

    /// <summary>Whether a key has a word that still works but is not suggested.</summary>
    public virtual bool IsOutdated(string key, string word) => Origin.Node[key] is ScalarNode { Kind: ScalarKind.String } text && text.Text == word;

    public static string OneOf(IReadOnlyList<string> words) =>
        words.Count == 1
            ? $"\"{words[0]}\""
            : $"{string.Join(", ", words.Take(words.Count - 1).Select(word => $"\"{word}\""))} or \"{words[^1]}\"";

    private static string Range(double min, double max) => (double.IsInfinity(min), double.IsInfinity(max)) switch
    {
        (true, true) => "finite",
        (false, true) => Invariant($"at least {min}"),
        (true, false) => Invariant($"at most {max}"),
        _ => Invariant($"{min} to {max}"),
    };

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private T? Refuse<T>(string key, string expected, ConfigurationNode found)
        where T : class
    {
        Error(key, $"expected {expected}, found {found.Description}");
        return null;
    }

    private T? RefuseValue<T>(string key, string expected, ConfigurationNode found)
        where T : struct
    {
        Error(key, $"expected {expected}, found {found.Description}");
        return null;
    }
}
