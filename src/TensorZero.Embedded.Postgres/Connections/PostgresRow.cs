using Npgsql;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Postgres.Connections;

/// <summary>The row a reader stands on.</summary>
internal sealed class PostgresRow(NpgsqlDataReader reader) : StoredRow
{
    // Dividing by this takes away the zeros at a decimal's end.
    private const decimal LongOne = 1.0000000000000000000000000000m;

    public override bool IsDBNull(int column) => reader.IsDBNull(column);

    public override Guid GetId(int column) => reader.GetGuid(column);

    public override string GetText(int column) => PostgresText.DecodeText(reader.GetFieldValue<byte[]>(column));

    public override long GetInt64(int column) => reader.GetInt64(column);

    public override double GetDouble(int column) => reader.GetDouble(column);

    public override bool GetFlag(int column) => reader.GetBoolean(column);

    public override DateTimeOffset GetTime(int column) => new(reader.GetDateTime(column));

    public override decimal GetMoney(int column) => reader.GetDecimal(column) / LongOne;

    protected override ReadOnlyMemory<byte> GetUtf8(int column) => PostgresText.Decode(reader.GetFieldValue<byte[]>(column));
}
