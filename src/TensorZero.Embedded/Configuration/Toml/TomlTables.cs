namespace TensorZero.Embedded.Configuration.Toml;

/// <summary>The rules of which table may still be extended, and how.</summary>
internal sealed class TomlTables
{
    /// <summary>How the tables that can still grow came to be. A table that is missing here was written inline and is closed.</summary>
    private readonly Dictionary<ConfigurationNode, Origin> _origins = new(ReferenceEqualityComparer.Instance);

    private enum Origin
    {
        /// <summary>Made by a longer header, may still get its own.</summary>
        Implied,
        Header,
        Dotted,

        /// <summary>An array made by <c>[[…]]</c>.</summary>
        ArrayOfTables,
    }

    public TableNode Root { get; } = new();

    /// <summary>The table that <c>[path]</c> opens.</summary>
    public TableNode OpenTable(List<TomlKeyPart> path)
    {
        var parent = OpenParent(path);
        var last = path[^1];
        if (!parent.TryGet(last.Name, out var existing))
        {
            return Add(parent, last, Origin.Header);
        }

        if (existing is not TableNode table || _origins.GetValueOrDefault(existing, Origin.Dotted) != Origin.Implied)
        {
            throw Duplicate(path, path.Count, parent);
        }

        _origins[table] = Origin.Header;
        return table;
    }

    /// <summary>The new element that <c>[[path]]</c> appends.</summary>
    public TableNode AppendTable(List<TomlKeyPart> path)
    {
        var parent = OpenParent(path);
        var last = path[^1];
        if (!parent.TryGet(last.Name, out var existing))
        {
            existing = new ArrayNode(last.Position);
            parent.Add(last.Name, last.Position, existing);
            _origins.Add(existing, Origin.ArrayOfTables);
        }
        else if (!_origins.TryGetValue(existing, out var origin) || origin != Origin.ArrayOfTables)
        {
            throw Duplicate(path, path.Count, parent);
        }

        var element = new TableNode(last.Position);
        _origins.Add(element, Origin.Header);
        ((ArrayNode)existing).Add(element);
        return element;
    }

    /// <summary>Adds <c>path = value</c> below a table.</summary>
    public void Assign(TableNode table, TomlKeyPart[] path, ConfigurationNode value)
    {
        for (var i = 0; i < path.Length - 1; i++)
        {
            var parent = table;
            if (!parent.TryGet(path[i].Name, out var existing))
            {
                table = Add(parent, path[i], Origin.Dotted);
            }
            else if (existing is TableNode next && _origins.TryGetValue(next, out var origin) && origin == Origin.Dotted)
            {
                table = next;
            }
            else
            {
                throw Duplicate(path, i + 1, parent);
            }
        }

        if (table.TryGet(path[^1].Name, out _))
        {
            throw Duplicate(path, path.Length, table);
        }

        table.Add(path[^1].Name, path[^1].Position, value);
    }

    private TableNode OpenParent(List<TomlKeyPart> path)
    {
        var table = Root;
        for (var i = 0; i < path.Count - 1; i++)
        {
            if (!table.TryGet(path[i].Name, out var existing))
            {
                table = Add(table, path[i], Origin.Implied);
            }
            else if (!_origins.ContainsKey(existing))
            {
                throw Duplicate(path, i + 1, table);
            }
            else
            {
                table = existing as TableNode ?? (TableNode)((ArrayNode)existing).Items[^1];
            }
        }

        return table;
    }

    private TableNode Add(TableNode parent, TomlKeyPart key, Origin origin)
    {
        var table = new TableNode(key.Position);
        parent.Add(key.Name, key.Position, table);
        _origins.Add(table, origin);
        return table;
    }

    private static TomlSyntaxException Duplicate(IReadOnlyList<TomlKeyPart> path, int count, TableNode holder)
    {
        var name = ConfigurationPath.Join(path.Take(count).Select(part => part.Name));
        var first = holder.KeyPosition(path[count - 1].Name);
        var what = holder[path[count - 1].Name]!.Description;
        var where = first is { } at ? $" on line {at.Line}" : "";
        return new TomlSyntaxException(path[count - 1].Position, $"`{name}` is already defined as {what}{where}");
    }
}
