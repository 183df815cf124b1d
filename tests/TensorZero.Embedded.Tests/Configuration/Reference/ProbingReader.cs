using System.Text.Json;
using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Tests.Configuration.Reference;

/// <summary>Notes every key that is asked for, and in which form.</summary>
internal sealed class ProbingReader(TableNode node, string path, ProbingContext context, KeyExplorer explorer) : TableReader(node, path, context)
{
    private readonly OrderedDictionary<string, KeyEntry> _keys = new(StringComparer.Ordinal);
    private readonly HashSet<string> _raw = new(StringComparer.Ordinal);

    public IReadOnlyList<KeyEntry> Keys => [.. _keys.Values];

    /// <summary>The key whose words decide what other keys there are; null when there is none.</summary>
    public string? Switch { get; private set; }

    public bool AcceptsAny { get; private set; }

    /// <summary>The keys whose other forms show only when they are there.</summary>
    public IEnumerable<string> Unclear => _keys.Values.Where(entry => entry.Forms.Count == 0 || _raw.Contains(entry.Name)).Select(entry => entry.Name);

    public override bool Has(string key)
    {
        Entry(key);
        return base.Has(key);
    }

    public override ConfigurationNode? Node(string key)
    {
        Entry(key);
        _raw.Add(key);
        return base.Node(key);
    }

    public override void Missing(string key) => Entry(key).IsRequired = true;

    public override void AcceptAny()
    {
        AcceptsAny = true;
        base.AcceptAny();
    }

    public override void Deprecated(string key, string instead) => Entry(key).Deprecated = instead;

    public override bool IsOutdated(string key, string word)
    {
        Entry(key).AddWord(word);
        return base.IsOutdated(key, word);
    }

    public override string? RequiredType(string what, IReadOnlyList<string> known, params IReadOnlyList<string> outdated)
    {
        Switch = "type";
        foreach (var word in known.Concat(outdated))
        {
            Entry("type").AddWord(word);
        }

        Entry("type").IsRequired = true;
        return WordOf("type");
    }

    public override T RequiredWord<T>(string key, params ReadOnlySpan<(string Word, T Value)> words)
    {
        Switch ??= words.Length > 1 ? key : null;
        return base.RequiredWord(key, words);
    }

    public override T? Word<T>(string key, params ReadOnlySpan<(string Word, T Value)> words)
    {
        foreach (var (word, _) in words)
        {
            Entry(key).AddWord(word);
        }

        foreach (var (word, value) in words)
        {
            if (word == WordOf(key))
            {
                return value;
            }
        }

        return null;
    }

    public override string RequiredText(string key)
    {
        Note(key, "string");
        Entry(key).IsRequired = true;
        return base.RequiredText(key);
    }

    public override string? Text(string key)
    {
        Note(key, "string");
        return base.Text(key);
    }

    public override bool? Boolean(string key)
    {
        Note(key, "boolean");
        return base.Boolean(key);
    }

    public override long? Integer(string key, long min = 0, long max = long.MaxValue)
    {
        Entry(key).Add(new KeyForm.Range("integer", min, max));
        return base.Integer(key, min, max);
    }

    public override double? Number(string key, double min = double.NegativeInfinity, double max = double.PositiveInfinity)
    {
        Entry(key).Add(new KeyForm.Range("number", min, max));
        return base.Number(key, min, max);
    }

    public override IReadOnlyList<string>? Texts(string key)
    {
        Entry(key).Add(new KeyForm.Array(new KeyForm.Scalar("string")));
        return Origin.Node[key] is null ? null : [];
    }

    public override IReadOnlyDictionary<string, string> TextMap(string key)
    {
        Entry(key).Add(new KeyForm.Map(new KeyForm.Scalar("string")));
        return new Dictionary<string, string>();
    }

    public override FileText? File(string key)
    {
        Note(key, "file");
        return null;
    }

    public override JsonElement? Json(string key)
    {
        Note(key, "any");
        return base.Json(key);
    }

    public override IReadOnlyList<JsonElement> JsonItems(string key)
    {
        Entry(key).Add(new KeyForm.Array(new KeyForm.Scalar("any")));
        return [];
    }

    public override IEnumerable<(ConfigurationNode Node, string Path)> Items(string key)
    {
        Entry(key).Add(new KeyForm.Array(new KeyForm.Scalar("any")));
        return [];
    }

    public override T? Table<T>(string key, Func<TableReader, T?> bind)
        where T : class
    {
        var (form, bound) = explorer.Explore(PathOf(key), bind, bind.Method);
        Entry(key).Add(new KeyForm.Table(form));
        return Origin.Node[key] is TableNode ? bound : null;
    }

    public override T TableOrEmpty<T>(string key, Func<TableReader, T> bind)
    {
        var (form, bound) = explorer.Explore<T>(PathOf(key), bind, bind.Method);
        Entry(key).Add(new KeyForm.Table(form));
        return bound!;
    }

    public override IReadOnlyDictionary<string, T> Map<T>(string key, Func<string, TableReader, T?> bind)
        where T : class
    {
        var name = $"<{key.TrimEnd('s')}>";
        var (form, _) = explorer.Explore(PathOf(key) + "." + name, reader => bind(name, reader), bind.Method);
        Entry(key).Add(new KeyForm.Map(new KeyForm.Table(form)));
        return new Dictionary<string, T>();
    }

    public override IReadOnlyList<T> Tables<T>(string key, Func<TableReader, T?> bind)
        where T : class
    {
        var (form, _) = explorer.Explore(PathOf(key) + "[]", bind, bind.Method);
        Entry(key).Add(new KeyForm.Array(new KeyForm.Table(form)));
        return [];
    }

    private string? WordOf(string key) => Origin.Node[key] is ScalarNode { Kind: ScalarKind.String } text ? text.Text : null;

    private void Note(string key, string name) => Entry(key).Add(new KeyForm.Scalar(name));

    private KeyEntry Entry(string key)
    {
        if (!_keys.TryGetValue(key, out var entry))
        {
            _keys.Add(key, entry = new KeyEntry(key));
        }

        return entry;
    }
}
