namespace TensorZero.Embedded.Tests.Configuration.Reference;

/// <summary>What is known about one key of a table.</summary>
internal sealed class KeyEntry(string name)
{
    private readonly Dictionary<string, KeyForm> _forms = new(StringComparer.Ordinal);

    public string Name { get; } = name;

    /// <summary>Empty for a key that is only looked for, such as one that is refused here.</summary>
    public IReadOnlyCollection<KeyForm> Forms => _forms.Values;

    public bool IsRequired { get; set; }

    /// <summary>What to use instead; null when the key is up to date.</summary>
    public string? Deprecated { get; set; }

    /// <summary>The value of a key that is left out; null when there is none, or it follows from others.</summary>
    public string? Default { get; set; }

    /// <summary>Null when nothing is written about it.</summary>
    public string? Meaning { get; set; }

    public void Add(KeyForm form) => _forms.TryAdd(form.Text, form);

    /// <summary>The words it may be; empty when it is none.</summary>
    public IReadOnlyList<string> Words => _forms.Values.OfType<KeyForm.Words>().FirstOrDefault()?.Known ?? [];

    public void AddWord(string word)
    {
        var words = new KeyForm.Words([.. Words.Append(word).Distinct()]);
        foreach (var before in _forms.Where(pair => pair.Value is KeyForm.Words).Select(pair => pair.Key).ToList())
        {
            _forms.Remove(before);
        }

        Add(words);
    }

    public void Unite(KeyEntry other)
    {
        foreach (var word in other.Words)
        {
            AddWord(word);
        }

        foreach (var form in other.Forms.Where(form => form is not KeyForm.Words))
        {
            Add(form);
        }

        Deprecated ??= other.Deprecated;
    }
}
