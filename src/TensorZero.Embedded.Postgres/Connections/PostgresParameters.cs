using Npgsql;
using NpgsqlTypes;

namespace TensorZero.Embedded.Postgres.Connections;

/// <summary>Collects a query's values and hands out a name for each.</summary>
internal sealed class PostgresParameters
{
    private readonly List<NpgsqlParameter> _parameters = [];

    public string Add(string text) => Add(PostgresText.Encode(text), NpgsqlDbType.Text);

    public string Add(Guid id) => Add(id, NpgsqlDbType.Uuid);

    public string Add(long number) => Add(number, NpgsqlDbType.Bigint);

    public string Add(double number) => Add(number, NpgsqlDbType.Double);

    public string Add(bool flag) => Add(flag, NpgsqlDbType.Boolean);

    /// <summary>To the millisecond, which is what rows hold.</summary>
    public string Add(DateTimeOffset time) => Add(PostgresTime.Of(time), NpgsqlDbType.TimestampTz);

    /// <summary>To be compared by <c>= ANY (…)</c>.</summary>
    public string Add(IReadOnlyCollection<Guid> ids) => Add(ids.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Uuid);

    /// <inheritdoc cref="Add(IReadOnlyCollection{Guid})"/>
    public string Add(IReadOnlyCollection<string> texts) =>
        Add(texts.Select(PostgresText.Encode).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);

    public NpgsqlCommand CreateCommand(NpgsqlConnection connection, string sql)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in _parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private string Add(object value, NpgsqlDbType type)
    {
        _parameters.Add(new NpgsqlParameter { Value = value, NpgsqlDbType = type });
        return $"${_parameters.Count}";
    }
}
