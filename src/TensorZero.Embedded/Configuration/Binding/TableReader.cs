using System.Collections;
using System.Text.Json;

namespace TensorZero.Embedded.Configuration.Binding;

/// <summary>
/// Reads one table into typed values. Every problem is noted and reading goes on with a stand-in value; a key that nobody asked for
/// is unknown. What generates the reference of all keys overrides how keys are asked for.
/// </summary>
internal partial class TableReader
{
    private const int UsualKeys = 24;

    /// <summary>The keys that were asked for: those that are known.</summary>
    private readonly List<string> _asked = new(UsualKeys);

    /// <summary>Which of the entries were asked for.</summary>
    private readonly BitArray _read;

    private bool _acceptsAny;

    protected TableReader(TableNode node, string path, BindingContext context) =>
        (Origin, Context, _read) = (new Origin(path, node), context, new BitArray(node.Entries.Count));

    public Origin Origin { get; }

    public BindingContext Context { get; }

    /// <summary>Reads a whole table and then reports the keys that were not asked for.</summary>
    public static T Read<T>(TableNode node, string path, BindingContext context, Func<TableReader, T> bind)
    {
        var reader = context.CreateReader(node, path);
        var result = bind(reader);
        reader.RefuseUnknown();
        return result;
    }

    public static TableReader Create(TableNode node, string path, BindingContext context) => new(node, path, context);

    public virtual bool Has(string key) => Find(key) is not null;

    public string PathOf(string key) => ConfigurationPath.Append(Origin.Path, key);

    /// <summary>Reports a problem with a key's value.</summary>
    public void Error(string key, string message, string? hint = null) =>
        Context.Problems.Error(Origin.PositionOf(key), PathOf(key), message, hint);

    /// <summary>Reports a problem with the table as a whole.</summary>
    public void ErrorHere(string message, string? hint = null) =>
        Context.Problems.Error(Origin.Node.Position, Origin.Path, message, hint);

    /// <summary>Warns about a key when it is there.</summary>
    public virtual void Deprecated(string key, string instead)
    {
        if (Has(key))
        {
            Context.Problems.Warning(Origin.Node.KeyPosition(key), PathOf(key), "deprecated", instead);
        }
    }

    /// <summary>Takes every key: for tables whose rules are not known here.</summary>
    public virtual void AcceptAny() => _acceptsAny = true;

    /// <summary>The value of a key of several forms, which counts as asked for.</summary>
    public virtual ConfigurationNode? Node(string key) => Find(key);

    private ConfigurationNode? Find(string key)
    {
        _asked.Add(key);
        var at = Origin.Node.IndexOf(key);
        if (at < 0)
        {
            return null;
        }

        _read[at] = true;
        return Origin.Node.Entries[at].Value;
    }

    /// <summary>Binds a table; null when the key is missing.</summary>
    public virtual T? Table<T>(string key, Func<TableReader, T?> bind)
        where T : class =>
        Find(key) is { } node && AsTable(node, PathOf(key)) is { } table ? Read(table, PathOf(key), Context, bind) : null;

    /// <summary>Binds a table, or an empty one when the key is missing: every value gets its default.</summary>
    public virtual T TableOrEmpty<T>(string key, Func<TableReader, T> bind)
        where T : class
    {
        if (Table(key, bind) is { } bound)
        {
            return bound;
        }

        // What an empty table lacks is no problem of its own.
        return Read(new TableNode(Origin.Node.Position), PathOf(key), Context.Silent, bind);
    }

    /// <summary>Binds a table that must be there.</summary>
    public T RequiredTable<T>(string key, Func<TableReader, T> bind)
        where T : class
    {
        if (!Has(key))
        {
            Missing(key);
        }

        return TableOrEmpty(key, bind);
    }

    /// <summary>Binds every entry of a table by its name, in the order written; empty when the key is missing.</summary>
    public virtual IReadOnlyDictionary<string, T> Map<T>(string key, Func<string, TableReader, T?> bind)
        where T : class =>
        Map(key, (name, path, node) => AsTable(node, path) is { } table ? Read(table, path, Context, reader => bind(name, reader)) : null);

    /// <summary>Binds every entry of a table by its name; those that cannot be bound (null) are left out.</summary>
    public IReadOnlyDictionary<string, T> Map<T>(string key, Func<string, string, ConfigurationNode, T?> bind)
        where T : class
    {
        var result = new OrderedDictionary<string, T>(StringComparer.Ordinal);
        if (Find(key) is { } node && AsTable(node, PathOf(key)) is { } entries)
        {
            var path = PathOf(key);
            foreach (var (name, _, value) in entries.Entries)
            {
                if (bind(name, ConfigurationPath.Append(path, name), value) is { } bound)
                {
                    result.Add(name, bound);
                }
            }
        }

        return result;
    }

    /// <summary>Binds every table of an array; empty when the key is missing.</summary>
    public virtual IReadOnlyList<T> Tables<T>(string key, Func<TableReader, T?> bind)
        where T : class
    {
        var result = new List<T>();
        foreach (var (node, path) in Items(key))
        {
            if (AsTable(node, path) is { } table && Read(table, path, Context, bind) is { } bound)
            {
                result.Add(bound);
            }
        }

        return result;
    }

    /// <summary>The file that a key names; null when the key is missing or the file cannot be read.</summary>
    public virtual FileText? File(string key) => Find(key) is { } node ? Context.Files.Read(PathOf(key), node) : null;

    /// <summary>Any value, as JSON; null when the key is missing.</summary>
    public virtual JsonElement? Json(string key) => Find(key) is { } node ? NodeJson.ToElement(node) : null;

    /// <summary>Any values, as JSON; empty when the key is missing.</summary>
    public virtual IReadOnlyList<JsonElement> JsonItems(string key) => [.. Items(key).Select(item => NodeJson.ToElement(item.Node))];

    /// <summary>The items of an array with their paths; none when the key is missing or no array.</summary>
    public virtual IEnumerable<(ConfigurationNode Node, string Path)> Items(string key)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case ArrayNode array:
                return array.Items.Select((node, index) => (node, ConfigurationPath.Item(PathOf(key), index)));
            case var other:
                Error(key, $"expected an array, found {other.Description}");
                return [];
        }
    }

    public virtual void Missing(string key) => Context.Problems.Error(Origin.Node.Position, Origin.Path, $"the key `{key}` is missing");

    private TableNode? AsTable(ConfigurationNode node, string path)
    {
        if (node is TableNode table)
        {
            return table;
        }

        Context.Problems.Error(node.Position, path, $"expected a table, found {node.Description}");
        return null;
    }

    private void RefuseUnknown()
    {
        if (_acceptsAny || _read.HasAllSet())
        {
            return;
        }

        for (var i = 0; i < _read.Length; i++)
        {
            if (!_read[i])
            {
                var (key, position, value) = Origin.Node.Entries[i];
                Context.Problems.Error(position ?? value.Position, PathOf(key), "unknown key", NearName.Hint(key, _asked.Distinct()));
            }
        }
    }
}
