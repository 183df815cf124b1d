using System.Reflection;
using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Configuration.Binding;
using TensorZero.Embedded.Configuration.Sections;

namespace TensorZero.Embedded.Tests.Configuration.Reference;

/// <summary>
/// Finds every key of the configuration by having the binding read small tables: one without known keys, one for each type, and for each
/// key whose forms show only when it is there, one with it as a table and one with it as a text.
/// </summary>
internal sealed class KeyExplorer
{
    /// <summary>Stands in every probe: tables that take any name show it, others refuse it, which nobody listens to.</summary>
    public const string AnyName = "<name>";

    private readonly Stack<MethodInfo> _open = new();
    private readonly KeyMeanings _meanings = KeyMeanings.Read();

    private KeyExplorer()
    {
    }

    public static TableForm ExploreAll() => new KeyExplorer().Explore("", RootConfig.Bind, ((Func<TableReader, RootConfig>)RootConfig.Bind).Method).Form;

    /// <summary>The form of a table, and what one without known keys is bound to.</summary>
    /// <param name="path">Where the table stands.</param>
    /// <param name="bind">Reads it.</param>
    /// <param name="identity">What reads it, to know a table that stands in itself.</param>
    public (TableForm Form, T? Bound) Explore<T>(string path, Func<TableReader, T?> bind, MethodInfo identity)
        where T : class
    {
        if (_open.Contains(identity))
        {
            return (TableForm.Open, null);
        }

        _open.Push(identity);
        var probing = new Probing<T>(this, path, bind);
        var (first, bound) = probing.Run(null);
        var words = first.Switch is { } key ? first.Keys.Single(entry => entry.Name == key).Words : [];
        var alternatives = words.Count == 0
            ? [Complete(probing, null)]
            : words.Select(word => Complete(probing, (first.Switch!, word))).ToList();
        _open.Pop();
        return (new TableForm(alternatives), bound);
    }

    private TableForm.Alternative Complete<T>(Probing<T> probing, (string Key, string Word)? type)
        where T : class
    {
        var (first, bound) = probing.Run(type);
        var keys = new OrderedDictionary<string, KeyEntry>(StringComparer.Ordinal);
        Merge(keys, first.Keys);
        foreach (var key in first.Unclear.Where(key => key != type?.Key))
        {
            ConfigurationNode[] values = [Probing<T>.AnyTable(), ScalarNode.Of("x")];
            foreach (var value in values)
            {
                var found = probing.Run(type, (key, value)).Reader.Keys;
                Merge(keys, found);
                // What is needed only when another key is absent is not needed as such.
                foreach (var entry in keys.Values.Where(entry => entry.Name != key))
                {
                    entry.IsRequired &= found.Any(other => other.Name == entry.Name && other.IsRequired);
                }
            }
        }

        if (type is { } given)
        {
            keys[given.Key].IsRequired = true;
        }

        var known = keys.Values.Where(entry => entry.Forms.Count > 0).ToList();
        known.ForEach(entry => _meanings.Explain(entry, bound?.GetType() ?? typeof(T), bound));
        return new TableForm.Alternative(type?.Key, type?.Word, known, first.AcceptsAny);
    }

    private static void Merge(OrderedDictionary<string, KeyEntry> keys, IEnumerable<KeyEntry> found)
    {
        foreach (var entry in found)
        {
            if (keys.TryGetValue(entry.Name, out var known))
            {
                known.Unite(entry);
            }
            else
            {
                keys.Add(entry.Name, entry);
            }
        }
    }

    /// <summary>Reads probes of one table.</summary>
    private sealed record Probing<T>(KeyExplorer Explorer, string Path, Func<TableReader, T?> Bind)
        where T : class
    {
        public static TableNode AnyTable()
        {
            var table = new TableNode();
            table.Add(AnyName, null, ScalarNode.Of("x"));
            return table;
        }

        public (ProbingReader Reader, T? Bound) Run((string Key, string Word)? type, (string Key, ConfigurationNode Value)? present = null)
        {
            var probe = AnyTable();
            if (type is { } given)
            {
                probe.Add(given.Key, null, ScalarNode.Of(given.Word));
            }

            if (present is { } key)
            {
                probe.Add(key.Key, null, key.Value);
            }

            ProbingReader? seen = null;
            var bound = TableReader.Read(probe, Path, new ProbingContext(Explorer), reader =>
            {
                seen = (ProbingReader)reader;
                return Bind(reader);
            });
            return (seen!, bound);
        }
    }
}
