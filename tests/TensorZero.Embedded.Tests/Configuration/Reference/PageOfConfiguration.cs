using System.Text;
using TensorZero.Embedded.Engine;

namespace TensorZero.Embedded.Tests.Configuration.Reference;

/// <summary>Writes the keys as a page: a section for each table, a row for each key.</summary>
internal sealed class PageOfConfiguration
{
    private const string Introduction =
        """
        # Configuration

        Every key of `tensorzero.toml`, generated from the code that reads it (`ConfigurationReferenceTests` keeps it so; do not edit it by
        hand). `<name>` stands for a name of yours. A key in **bold** must be given. A *file* is a path relative to the file that names it.
        Editors complete and check the same keys with [tensorzero.schema.json](tensorzero.schema.json), which `tensorzero schema` prints:
        with taplo or Even Better TOML, put `#:schema PATH/tensorzero.schema.json` on the first line. What is read but not served yet stops
        the start with an error that says so; see [the differences from TensorZero](differences-from-tensorzero.md). What stands outside the
        file is told [at the end](#environment-variables).

        """;

    private static readonly string EnvironmentVariables =
        $"""

        ## Environment variables

        The engine reads them when it starts, through `TensorZeroOptions.EnvironmentVariable`; keys of providers again when it reloads. What
        C# says goes before the environment, and the environment before `tensorzero.toml`. But for keys, an empty one counts as not set.

        | variable | meaning |
        |---|---|
        | those that credentials name | Keys of providers: `api_key_location = "env::NAME"`; left out, `OPENAI_API_KEY` for `openai`, `ANTHROPIC_API_KEY` for `anthropic`. |
        | `{DatabasePath.Variable}` | The database file, or `:memory:`. `TensorZeroOptions.SqlitePath` goes before it, `embedded.sqlite_path` after it, then comes `tensorzero.db` in the content root. |
        | `{StoreChoice.ClickHouseVariable}` | The [ClickHouse](clickhouse.md) database that records go to. Not used, with a warning, when a SQLite file is chosen: by `TensorZeroOptions.SqlitePath`, `{DatabasePath.Variable}` or `embedded.sqlite_path`. |
        | `{StoreChoice.PostgresVariable}` | The [PostgreSQL](postgres.md) database that records go to when neither ClickHouse nor a SQLite file is chosen, and that keeps API keys. Needs the package `TensorZero.Embedded.Postgres`: without it an engine that would have to record there does not start. |
        | `{StoreChoice.ClusterVariable}` | Not served: where records go to ClickHouse, an engine does not start with it. |
        | {List(ServedVariables.WithoutEffect)} | Not served yet: a warning names the one that is set. |
        | `TENSORZERO_DISABLE_PSEUDONYMOUS_USAGE_ANALYTICS`, `TENSORZERO_HOWDY_URL` | Not needed: nothing is ever sent anywhere but to the providers. |
        | `RUST_LOG` | Not read: log lines go to the application's `ILoggerFactory`, which has levels of its own. |

        Keys and addresses never stand in messages or log lines: an address may hold a password.

        """;

    private readonly StringBuilder _text = new();
    private readonly Dictionary<string, string> _written = new(StringComparer.Ordinal);

    /// <summary>The tables around the present one: a table that looks like one of them is a table inside itself.</summary>
    private readonly Dictionary<string, string> _around = new(StringComparer.Ordinal);

    public static string Write(TableForm root)
    {
        var page = new PageOfConfiguration();
        page._text.Append(Introduction);
        page.Section("", root);
        page._text.Append(EnvironmentVariables);
        return page._text.ToString().TrimEnd() + "\n";
    }

    /// <summary>A table, then the tables in it, each below its parent.</summary>
    private void Section(string path, TableForm form)
    {
        var heading = path.Length == 0 ? "The whole" : $"`[{path}]`";
        _text.Append($"\n## {heading}\n\n");
        var (whole, body) = (Whole(form), Body(form));
        if ((_written.GetValueOrDefault(whole) ?? _around.GetValueOrDefault(body)) is { } same)
        {
            _text.Append($"The keys of `[{same}]`.\n");
            return;
        }

        _written.Add(whole, path);
        _around.Add(body, path);
        _text.Append(body);
        foreach (var (innerPath, table) in Inner(path, form).DistinctBy(inner => (inner.Path, Whole(inner.Table))))
        {
            Section(innerPath, table);
        }

        _around.Remove(body);
    }

    /// <summary>The table and all tables in it: two that look alike may hold different ones.</summary>
    private static string Whole(TableForm form) =>
        Body(form) + string.Concat(Inner("", form).Select(inner => $"\n[{inner.Path}]\n{Whole(inner.Table)}"));

    private static IEnumerable<(string Path, TableForm Table)> Inner(string path, TableForm form) =>
        from alternative in form.Alternatives
        from entry in Shown(alternative.Keys)
        from key in entry.Forms
        let inner = Inner(path, entry.Name, key)
        where inner.Table is not null
        select (inner.Path, inner.Table);

    private static (string Path, TableForm? Table) Inner(string path, string key, KeyForm form) => form switch
    {
        KeyForm.Table table => (Join(path, key), table.Form),
        KeyForm.Map map => Inner(Join(path, key), $"<{Singular(key)}>", map.Of),
        KeyForm.Array array => Inner(path, key + "[]", array.Of),
        _ => (path, null),
    };

    private static string Body(TableForm form)
    {
        if (form.Alternatives is [var only])
        {
            return only.Keys.Count == 0 ? "Any keys.\n" : Rows(only.Keys);
        }

        var shared = form.Alternatives[0].Keys
            .Where(entry => entry.Name != form.Alternatives[0].Key)
            .Where(entry => form.Alternatives.All(other => other.Keys.Any(key => key.Name == entry.Name && Row(key) == Row(entry))))
            .ToList();
        var text = new StringBuilder(shared.Count == 0 ? "" : Rows(shared));
        foreach (var alternative in form.Alternatives)
        {
            var own = alternative.Keys.Where(entry => entry.Name != alternative.Key && !shared.Exists(key => key.Name == entry.Name)).ToList();
            text.Append($"\nWith **`{alternative.Key} = \"{alternative.Word}\"`**{(own.Count == 0 ? " nothing else.\n" : ":\n\n" + Rows(own))}");
        }

        return text.ToString().TrimStart('\n');
    }

    private static string Rows(IReadOnlyList<KeyEntry> keys) =>
        "| key | value | default | meaning |\n|---|---|---|---|\n" + string.Concat(Shown(keys).Select(Row));

    /// <summary>What is out of date comes last; what only exports write is not shown.</summary>
    private static IEnumerable<KeyEntry> Shown(IEnumerable<KeyEntry> keys) =>
        keys.Where(entry => !entry.Name.StartsWith("__", StringComparison.Ordinal)).OrderBy(entry => entry.Deprecated is not null);

    private static string Row(KeyEntry entry)
    {
        var name = entry.IsRequired ? $"**`{entry.Name}`**" : $"`{entry.Name}`";
        var forms = string.Join(" or ", entry.Forms.Select(form => form.Text));
        var meaning = entry.Deprecated is { } instead ? $"Deprecated: {instead}." : entry.Meaning;
        return $"| {name} | {forms} | {(entry.Default is { } value ? $"`{value}`" : "")} | {meaning} |\n".Replace("  |", " |", StringComparison.Ordinal);
    }

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"`{name}`"));

    private static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    private static string Singular(string key) => key == "retries" ? key : key.TrimEnd('s');
}
