using System.Diagnostics.CodeAnalysis;

namespace TensorZero.Embedded.Configuration;

/// <summary>Keys and values in the order they were written.</summary>
internal sealed class TableNode(SourcePosition? position = null) : ConfigurationNode(position)
{
    private const int IndexFrom = 9;

    private readonly List<TableEntry> _entries = [];
    private Dictionary<string, int>? _index;

    public override string Description => "a table";

    public IReadOnlyList<TableEntry> Entries => _entries;

    /// <summary>Appends an entry whose key the caller knows to be new.</summary>
    public void Add(string key, SourcePosition? keyPosition, ConfigurationNode value)
    {
        _index?.Add(key, _entries.Count);
        _entries.Add(new TableEntry(key, keyPosition, value));
    }

    /// <summary>Adds the entry, or replaces the value of the key that is there.</summary>
    public void Set(string key, ConfigurationNode value)
    {
        var at = IndexOf(key);
        if (at < 0)
        {
            Add(key, null, value);
        }
        else
        {
            _entries[at] = _entries[at] with { Value = value };
        }
    }

    public bool TryGet(string key, [NotNullWhen(true)] out ConfigurationNode? value)
    {
        var at = IndexOf(key);
        value = at < 0 ? null : _entries[at].Value;
        return at >= 0;
    }

    public ConfigurationNode? this[string key] => TryGet(key, out var value) ? value : null;

    public SourcePosition? KeyPosition(string key)
    {
        var at = IndexOf(key);
        return at < 0 ? null : _entries[at].KeyPosition;
    }

    /// <summary>The place of a key among the entries; -1 when it is missing.</summary>
    public int IndexOf(string key)
    {
        if (_entries.Count < IndexFrom)
        {
            for (var i = 0; i < _entries.Count; i++)
            {
                if (_entries[i].Key == key)
                {
                    return i;
                }
            }

            return -1;
        }

        if (_index is null)
        {
            _index = new Dictionary<string, int>(_entries.Count * 2, StringComparer.Ordinal);
            for (var i = 0; i < _entries.Count; i++)
            {
                _index.Add(_entries[i].Key, i);
            }
        }

        return _index.TryGetValue(key, out var at) ? at : -1;
    }
}
