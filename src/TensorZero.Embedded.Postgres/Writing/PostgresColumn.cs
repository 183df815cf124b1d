using Npgsql;
using NpgsqlTypes;

namespace TensorZero.Embedded.Postgres.Writing;

/// <summary>The values of one column, one for each row of a batch.</summary>
internal abstract class PostgresColumn
{
    /// <summary>All of them as one array.</summary>
    public abstract NpgsqlParameter ToParameter();
}

internal sealed class PostgresColumn<T>(NpgsqlDbType type) : PostgresColumn
{
    private readonly List<T> _values = [];

    public void Add(T value) => _values.Add(value);

    public override NpgsqlParameter ToParameter() =>
        new() { Value = _values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type };
}
