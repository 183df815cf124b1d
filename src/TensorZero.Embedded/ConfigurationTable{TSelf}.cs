using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded;

/// <summary>What all tables of a configuration written in C# can do. Keys and values are checked when the configuration is loaded.</summary>
/// <typeparam name="TSelf">The type of the table itself.</typeparam>
public abstract class ConfigurationTable<TSelf>
    where TSelf : ConfigurationTable<TSelf>
{
    private protected ConfigurationTable()
    {
    }

    internal TableNode Node { get; } = new();

    /// <summary>Sets a key to a string; a key set twice keeps the last value.</summary>
    public TSelf Set(string key, string value) => SetNode(key, ScalarNode.Of(value));

    /// <summary>Sets a key to a boolean.</summary>
    public TSelf Set(string key, bool value) => SetNode(key, ScalarNode.Of(value));

    /// <summary>Sets a key to an integer.</summary>
    public TSelf Set(string key, long value) => SetNode(key, ScalarNode.Of(value));

    /// <summary>Sets a key to a number.</summary>
    public TSelf Set(string key, double value) => SetNode(key, ScalarNode.Of(value));

    /// <summary>Sets a key to a list of strings.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is null.</exception>
    public TSelf Set(string key, IEnumerable<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var array = new ArrayNode();
        foreach (var value in values)
        {
            array.Add(ScalarNode.Of(value));
        }

        return SetNode(key, array);
    }

    /// <summary>Sets a key to a list of tables, such as a provider's <c>cost</c>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> or one of them is null.</exception>
    public TSelf SetTables(string key, params IReadOnlyList<Action<ConfigurationTable>> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        var array = new ArrayNode();
        foreach (var build in items)
        {
            ArgumentNullException.ThrowIfNull(build);
            var table = new ConfigurationTable();
            build(table);
            array.Add(table.Node);
        }

        return SetNode(key, array);
    }

    /// <summary>Sets a key that names a file in TOML (a schema, a template, instructions) to the text itself.</summary>
    public TSelf SetText(string key, string text)
    {
        var content = new TableNode();
        content.Add(ReferencedFiles.InlineText, null, ScalarNode.Of(text));
        return SetNode(key, content);
    }

    /// <summary>Fills the table of a key; what an earlier call put into it stays unless it is set again.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="build"/> is null.</exception>
    public TSelf Table(string key, Action<ConfigurationTable> build) => Fill(key, new ConfigurationTable(), build);

    private protected TSelf Fill<TTable>(string key, TTable table, Action<TTable> build)
        where TTable : ConfigurationTable<TTable>
    {
        ArgumentNullException.ThrowIfNull(build);
        build(table);
        return SetNode(key, table.Node);
    }

    private protected TSelf SetNode(string key, ConfigurationNode value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        Put(Node, key, value);
        return (TSelf)this;
    }

    /// <summary>Puts everything in this table on top of another one.</summary>
    internal void PutInto(TableNode table)
    {
        foreach (var entry in Node.Entries)
        {
            Put(table, entry.Key, entry.Value);
        }
    }

    /// <summary>Tables unite, at every depth; of other values the last wins.</summary>
    private static void Put(TableNode table, string key, ConfigurationNode value)
    {
        if (value is TableNode added && table[key] is TableNode existing)
        {
            foreach (var entry in added.Entries)
            {
                Put(existing, entry.Key, entry.Value);
            }
        }
        else
        {
            table.Set(key, value);
        }
    }
}
