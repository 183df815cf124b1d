namespace TensorZero.Embedded.Storage.ClickHouse.Schema;

/// <summary>What a database already has.</summary>
/// <param name="Version">The greatest version of ours that is applied; 0 for none.</param>
/// <param name="Tables">Its tables and views by name.</param>
/// <param name="HasIdFunction">Whether the server knows <c>uint_to_uuid</c>.</param>
internal sealed record FoundSchema(int Version, IReadOnlyDictionary<string, FoundTable> Tables, bool HasIdFunction)
{
    public static async Task<FoundSchema> ReadAsync(ClickHouseClient client, CancellationToken cancellationToken)
    {
        var tables = await client.ListAsync(
            """
            SELECT t.name, t.engine, position(t.engine_full, 'non_replicated_deduplication_window') > 0, mapFromArrays(groupArray(c.name), groupArray(c.type))
            FROM system.tables AS t
            LEFT JOIN (SELECT table, name, type FROM system.columns WHERE database = currentDatabase()) AS c ON c.table = t.name
            WHERE t.database = currentDatabase()
            GROUP BY ALL
            """,
            parameters: null,
            static row => (Name: row.GetText(0), Table: new FoundTable(
                row.GetFlag(2) || !row.GetText(1).EndsWith("MergeTree", StringComparison.Ordinal) || IsReplicated(row.GetText(1)),
                row.GetTags(3))),
            cancellationToken).ConfigureAwait(false);
        var byName = tables.ToDictionary(static table => table.Name, static table => table.Table, StringComparer.Ordinal);
        var hasFunction = await client.FindAsync(
            "SELECT count() FROM system.functions WHERE name = 'uint_to_uuid'",
            parameters: null,
            static row => row.GetInt64(0) > 0,
            cancellationToken).ConfigureAwait(false);
        return new FoundSchema(
            byName.ContainsKey(ClickHouseSchema.VersionTable) ? await VersionAsync(client, cancellationToken).ConfigureAwait(false) : 0,
            byName,
            hasFunction);
    }

    /// <summary>The greatest version that is applied, where the table of versions is there.</summary>
    public static async Task<int> VersionAsync(ClickHouseClient client, CancellationToken cancellationToken) => await client.FindAsync(
        $"SELECT max(version) FROM {ClickHouseSchema.VersionTable}",
        parameters: null,
        static row => (int)row.GetInt64(0),
        cancellationToken).ConfigureAwait(false);

    /// <summary>Also the engines of ClickHouse Cloud.</summary>
    private static bool IsReplicated(string engine) =>
        engine.StartsWith("Replicated", StringComparison.Ordinal) || engine.StartsWith("Shared", StringComparison.Ordinal);
}
