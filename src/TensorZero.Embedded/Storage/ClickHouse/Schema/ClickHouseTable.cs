namespace TensorZero.Embedded.Storage.ClickHouse.Schema;

/// <summary>A table as it has to be, and the statements that make it so.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Engine">Its engine, for a single server.</param>
/// <param name="OrderBy">Its sorting key.</param>
/// <param name="Columns">Its columns, one a line.</param>
/// <param name="Index">Its skipping index; null for none.</param>
/// <param name="PartitionBy">Its partitions; null for none.</param>
/// <param name="PrimaryKey">Its primary key where that is not the sorting key.</param>
/// <param name="Settings">Its own settings; null for none.</param>
/// <param name="TimeToLive">When rows go away; null for never.</param>
internal sealed record ClickHouseTable(
    string Name,
    string Engine,
    string OrderBy,
    string Columns,
    string? Index = null,
    string? PartitionBy = null,
    string? PrimaryKey = null,
    string? Settings = null,
    string? TimeToLive = null)
{
    /// <summary>
    /// How many of the last inserts a table recognises by their token when they are sent again. Replicated tables do so by themselves.
    /// </summary>
    public const string RecognisesInserts = "non_replicated_deduplication_window = 1000";

    /// <summary>The names of the columns.</summary>
    public IEnumerable<string> ColumnNames => Lines.Select(NameOf);

    private string[] Lines => Columns.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public string Create() => string.Join(
        '\n',
        new[]
        {
            $"CREATE TABLE IF NOT EXISTS {Name} (",
            string.Join(",\n", Index is null ? Lines : [.. Lines, $"INDEX {Index}"]),
            $") ENGINE = {Engine}",
            PartitionBy is null ? null : $"PARTITION BY {PartitionBy}",
            $"ORDER BY {OrderBy}",
            PrimaryKey is null ? null : $"PRIMARY KEY {PrimaryKey}",
            TimeToLive is null ? null : $"TTL {TimeToLive}",
            $"SETTINGS {(Settings is null ? "" : Settings + ", ")}{RecognisesInserts}",
        }.Where(line => line is not null));

    /// <summary>
    /// Adds the columns that a table from an older version lacks, and changes those whose type was another then; null when there are none.
    /// </summary>
    /// <param name="found">Its columns' types by name.</param>
    public string? Complete(IReadOnlyDictionary<string, string> found)
    {
        var changes = new List<string>();
        foreach (var line in Lines)
        {
            if (!found.TryGetValue(NameOf(line), out var type))
            {
                changes.Add($"ADD COLUMN IF NOT EXISTS {line}");
            }
            else if (type != TypeOf(line) && !type.StartsWith("AggregateFunction", StringComparison.Ordinal))
            {
                changes.Add($"MODIFY COLUMN {line}");
            }
        }

        return changes.Count == 0 ? null : $"ALTER TABLE {Name}\n{string.Join(",\n", changes)}";
    }

    private static string TypeOf(string line)
    {
        var type = line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        foreach (var word in (ReadOnlySpan<string>)[" DEFAULT ", " MATERIALIZED "])
        {
            var end = type.IndexOf(word, StringComparison.Ordinal);
            type = end < 0 ? type : type[..end];
        }

        return type;
    }

    private static string NameOf(string line) => line[..line.IndexOf(' ', StringComparison.Ordinal)];
}
