namespace TensorZero.Embedded.Evaluations;

/// <summary>A way to part datapoints, so that a report shows where a variant is weak. Immutable; thread-safe.</summary>
public sealed class Slice
{
    private readonly Func<Datapoint, string?> _valueOf;

    private Slice(string name, Func<Datapoint, string?> valueOf) => (Name, _valueOf) = (name, valueOf);

    /// <summary>The slice's name in reports and gates.</summary>
    public string Name { get; }

    /// <summary>By anything.</summary>
    /// <param name="name">The slice's name.</param>
    /// <param name="valueOf">The part that a datapoint belongs to; null for none. Thread-safe.</param>
    public static Slice By(string name, Func<Datapoint, string?> valueOf)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(valueOf);
        return new Slice(name, valueOf);
    }

    /// <summary>By a tag's value.</summary>
    /// <param name="key">The tag; also the slice's name.</param>
    public static Slice ByTag(string key) => By(key, datapoint => datapoint.Tags.GetValueOrDefault(key));

    /// <summary>By a field of the first template arguments that have it, the system prompt's included.</summary>
    /// <param name="field">The field's name; also the slice's name. Its value must be a text, a number or a boolean.</param>
    public static Slice ByInput(string field) => By(field, datapoint => Slices.InputFields.Find(datapoint.Input, field));

    /// <summary>By how long the input is.</summary>
    /// <param name="edges">Numbers of characters, growing: <c>100, 1000</c> makes the parts below 100, from 100 and from 1,000.</param>
    /// <exception cref="ArgumentException">The edges do not grow.</exception>
    public static Slice ByLength(params IReadOnlyList<int> edges)
    {
        ArgumentNullException.ThrowIfNull(edges);
        return edges.Count > 0 && edges.Zip(edges.Skip(1)).All(static pair => pair.First < pair.Second)
            ? By("length", datapoint => Slices.InputLength.PartOf(Slices.InputText.Length(datapoint.Input), edges))
            : throw new ArgumentException("Give at least one number of characters, each greater than the one before.", nameof(edges));
    }

    /// <summary>
    /// By the language of the input, as an ISO 639-1 code, guessed by its script and, for the Latin and Cyrillic ones, by common words;
    /// inputs of which that cannot be said are in the part <c>unknown</c>.
    /// </summary>
    public static Slice ByLanguage() => By("language", static datapoint => Slices.InputLanguage.Guess(datapoint.Input));

    internal string? ValueOf(Datapoint datapoint) => _valueOf(datapoint);
}
