using Npgsql;
using NpgsqlTypes;
using TensorZero.Embedded.Postgres.Connections;
using TensorZero.Embedded.Postgres.Schema;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Postgres.Writing;

/// <summary>
/// Collects the rows of one table, column by column: each column is one array, so that any number of rows is one statement.
/// </summary>
internal sealed class PostgresTable(string table, string columns) : RowWriter
{
    private readonly List<PostgresColumn> _columns = [];
    private int _index;

    public bool IsEmpty => _columns.Count == 0;

    public override PostgresTable Bind(Guid? value) => Add(value, NpgsqlDbType.Uuid);

    public override PostgresTable Bind(long? value) => Add(value, NpgsqlDbType.Bigint);

    public override PostgresTable Bind(double? value) => Add(value, NpgsqlDbType.Double);

    public override PostgresTable Bind(bool? value) => Add(value, NpgsqlDbType.Boolean);

    public override PostgresTable Bind(DateTimeOffset? value) =>
        Add<DateTime?>(value is { } time ? PostgresTime.Of(time) : null, NpgsqlDbType.TimestampTz);

    public override PostgresTable BindMoney(decimal? dollars) =>
        Add<decimal?>(dollars is { } amount ? decimal.Round(amount, 9, MidpointRounding.ToEven) : null, NpgsqlDbType.Numeric);

    public override void Execute() => _index = 0;

    /// <param name="onConflict">What becomes of a row that is already there.</param>
    public NpgsqlBatchCommand ToCommand(string onConflict) => ToCommand(
        (table, columns, arrays) => $"INSERT INTO {table} ({columns}) SELECT * FROM unnest({arrays}){onConflict}");

    /// <param name="sql">Makes a statement of the table, its columns, and the arrays of their values.</param>
    public NpgsqlBatchCommand ToCommand(Func<string, string, string, string> sql)
    {
        var arrays = string.Join(", ", Enumerable.Range(1, _columns.Count).Select(static number => $"${number}"));
        var command = new NpgsqlBatchCommand(sql($"{PostgresSchema.Name}.{table}", columns, arrays));
        foreach (var column in _columns)
        {
            command.Parameters.Add(column.ToParameter());
        }

        return command;
    }

    protected override PostgresTable BindText(ReadOnlySpan<byte> utf8) => Add<byte[]?>(PostgresText.Encode(utf8), NpgsqlDbType.Text);

    protected override PostgresTable BindNoText() => Add<byte[]?>(null, NpgsqlDbType.Text);

    private PostgresTable Add<T>(T value, NpgsqlDbType type)
    {
        if (_index == _columns.Count)
        {
            _columns.Add(new PostgresColumn<T>(type));
        }

        ((PostgresColumn<T>)_columns[_index++]).Add(value);
        return this;
    }
}
