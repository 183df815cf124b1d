using Microsoft.Data.Sqlite;
using SQLitePCL;
using TensorZero.Embedded.Storage.Rows;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>
/// A prepared statement whose parameters are bound in order, for rows without end. It goes below the driver for one reason: raw
/// requests and replies are bound as the UTF-8 they already are, without a string in between.
/// </summary>
internal sealed class SqliteStatement : RowWriter
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private int _index;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    public override SqliteStatement Bind(Guid? value)
    {
        if (value is not { } id)
        {
            return BindNull();
        }

        Span<byte> bytes = stackalloc byte[16];
        _ = id.TryWriteBytes(bytes, bigEndian: true, out _);
        Check(raw.sqlite3_bind_blob(_statement, ++_index, bytes));
        return this;
    }

    public override SqliteStatement Bind(long? value)
    {
        if (value is not { } number)
        {
            return BindNull();
        }

        Check(raw.sqlite3_bind_int64(_statement, ++_index, number));
        return this;
    }

    public override SqliteStatement Bind(double? value)
    {
        if (value is not { } number)
        {
            return BindNull();
        }

        Check(raw.sqlite3_bind_double(_statement, ++_index, number));
        return this;
    }

    public override SqliteStatement Bind(bool? value) => value is { } flag ? Bind(flag ? 1L : 0L) : BindNull();

    public override SqliteStatement Bind(DateTimeOffset? value) => Bind(value?.ToUnixTimeMilliseconds());

    public override SqliteStatement BindMoney(decimal? dollars) => Bind(NanoDollars.From(dollars));

    /// <summary>Runs the statement and makes it ready for the next row.</summary>
    public override void Execute()
    {
        var result = raw.sqlite3_step(_statement);
        Reset();
        if (result != raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(result, _database);
        }
    }

    /// <summary>Forgets the values bound so far: after an error in the middle of a row.</summary>
    public void Reset()
    {
        _ = raw.sqlite3_reset(_statement);
        _ = raw.sqlite3_clear_bindings(_statement);
        _index = 0;
        LetGoOfLargeBuffer();
    }

    public override void Dispose()
    {
        _statement.Dispose();
        base.Dispose();
    }

    protected override SqliteStatement BindNoText() => BindNull();

    protected override SqliteStatement BindText(ReadOnlySpan<byte> utf8)
    {
        // An empty span is a null pointer, which SQLite takes for NULL.
        Check(utf8.IsEmpty
            ? raw.sqlite3_bind_text(_statement, ++_index, "")
            : raw.sqlite3_bind_text(_statement, ++_index, utf8));
        return this;
    }

    /// <summary>Every parameter is NULL until it is bound: <see cref="Reset"/> makes it so.</summary>
    private SqliteStatement BindNull()
    {
        _index++;
        return this;
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            SqliteException.ThrowExceptionForRC(result, _database);
        }
    }
}
