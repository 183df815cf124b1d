namespace TensorZero.Embedded.Storage.ClickHouse.Schema;

/// <summary>
/// The schema as a list of versions; what has been shipped is never edited, only followed by another one. Version 1 is TensorZero's schema
/// and tables of our own beside it, version 2 the table of evaluations' notes.
/// </summary>
internal static class ClickHouseSchema
{
    public const int Version = 2;

    /// <summary>The table that says which versions are applied.</summary>
    public const string VersionTable = "EmbeddedSchemaVersion";

    public static IReadOnlyList<ClickHouseTable> Tables { get; } =
    [
        .. InferenceTables.All, .. FeedbackTables.All, .. DatasetTables.All, .. ServiceTables.All, .. EmbeddedTables.All,
    ];

    public static IReadOnlyList<ClickHouseView> Views { get; } = [.. InferenceViews.All, .. FeedbackViews.All, .. OtherViews.All];

    /// <summary>Turns what <c>toUInt128</c> made of an id back into the id.</summary>
    private const string IdFunction =
        """
        CREATE FUNCTION IF NOT EXISTS uint_to_uuid AS (x) ->
            reinterpretAsUUID(concat(substring(reinterpretAsString(x), 9, 8), substring(reinterpretAsString(x), 1, 8)))
        """;

    /// <summary>
    /// What a database lacks, in order, whether it is empty, TensorZero's of any version, or one in which this ended half-way. Each statement
    /// can be repeated, and be run by several nodes at the same time.
    /// </summary>
    public static IReadOnlyList<string> Missing(FoundSchema found)
    {
        var statements = new List<string>();
        if (!found.HasIdFunction)
        {
            statements.Add(IdFunction);
        }

        foreach (var table in Tables)
        {
            if (!found.Tables.TryGetValue(table.Name, out var existing))
            {
                statements.Add(table.Create());
                continue;
            }

            if (table.Complete(existing.Columns) is { } completion)
            {
                statements.Add(completion);
            }

            if (!existing.RecognisesInserts)
            {
                statements.Add($"ALTER TABLE {table.Name} MODIFY SETTING {ClickHouseTable.RecognisesInserts}");
            }
        }

        // TensorZero's own views count each batch of an episode once, and older ones leave columns out.
        statements.AddRange(Views.Select(view => found.Tables.ContainsKey(view.Name) ? view.Modify() : view.Create()));
        return statements;
    }
}
