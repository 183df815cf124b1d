namespace TensorZero.Embedded.Postgres.Connections;

/// <summary>A piece of a table in the order of its ids.</summary>
/// <param name="After">The id before the first; null from the beginning.</param>
/// <param name="Until">The greatest id; null for no bound.</param>
/// <param name="Size">How many at most.</param>
internal readonly record struct IdRange(Guid? After, Guid? Until, int Size)
{
    /// <summary>As a condition on a column.</summary>
    public string Condition(PostgresParameters parameters, string column) =>
        (After is { } after ? $"{column} > {parameters.Add(after)}" : "true")
        + (Until is { } until ? $" AND {column} <= {parameters.Add(until)}" : "");
}
