namespace TensorZero.Embedded.Storage.ClickHouse.Schema;

/// <summary>A materialized view: what an insert into one table adds to another.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Target">The table that takes its rows.</param>
/// <param name="Query">What they are.</param>
internal sealed record ClickHouseView(string Name, string Target, string Query)
{
    public string Create() => $"CREATE MATERIALIZED VIEW IF NOT EXISTS {Name} TO {Target} AS\n{Query}";

    /// <summary>For a view that an older version made: the target stays as it is.</summary>
    public string Modify() => $"ALTER TABLE {Name} MODIFY QUERY\n{Query}";
}
