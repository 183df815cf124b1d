using Microsoft.Data.Sqlite;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>The row a reader stands on. Ids are blobs, times milliseconds, flags numbers.</summary>
internal sealed class SqliteRow(SqliteDataReader reader) : StoredRow
{
    public override bool IsDBNull(int column) => reader.IsDBNull(column);

    public override Guid GetId(int column) => reader.GetId(column);

    public override string GetText(int column) => reader.GetText(column);

    public override long GetInt64(int column) => reader.GetInt64(column);

    public override double GetDouble(int column) => reader.GetDouble(column);

    public override bool GetFlag(int column) => reader.GetInt64(column) != 0;

    public override DateTimeOffset GetTime(int column) => DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(column));

    public override decimal GetMoney(int column) => NanoDollars.ToDollars(reader.GetInt64(column)).GetValueOrDefault();

    protected override ReadOnlyMemory<byte> GetUtf8(int column) => reader.GetFieldValue<byte[]>(column);
}
