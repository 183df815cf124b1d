using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>
/// A prepared INSERT that is bound from the left, value by value, and run again and again. It goes below the ADO.NET driver for one
/// reason: text is bound as the UTF-8 it already is, without a string in between.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private const int LargestKeptBuffer = 1 << 20;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private ArrayBufferWriter<byte> _buffer = new(4096);
    private Utf8JsonWriter _json;
    private int _index;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
        _json = new Utf8JsonWriter(_buffer, ContentJson.WriterOptions);
    }

    public SqliteStatement Bind(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        _ = value.TryWriteBytes(bytes, bigEndian: true, out _);
        Check(raw.sqlite3_bind_blob(_statement, ++_index, bytes));
        return this;
    }

    public SqliteStatement Bind(Guid? value) => value is { } id ? Bind(id) : BindNull();

    public SqliteStatement Bind(long? value)
    {
        if (value is not { } number)
        {
            return BindNull();
        }

        Check(raw.sqlite3_bind_int64(_statement, ++_index, number));
        return this;
    }

    public SqliteStatement Bind(double? value)
    {
        if (value is not { } number)
        {
            return BindNull();
        }

        Check(raw.sqlite3_bind_double(_statement, ++_index, number));
        return this;
    }

    public SqliteStatement Bind(bool? value) => value is { } flag ? Bind(flag ? 1L : 0L) : BindNull();

    /// <summary>Whole milliseconds.</summary>
    public SqliteStatement Bind(TimeSpan? value) => Bind(value?.Ticks / TimeSpan.TicksPerMillisecond);

    public SqliteStatement Bind(string? value)
    {
        if (value is null)
        {
            return BindNull();
        }

        _buffer.ResetWrittenCount();
        Encoding.UTF8.GetBytes(value, _buffer);
        return BindText(_buffer.WrittenSpan);
    }

    /// <summary>Text that came from a wire: what is no UTF-8 in it is replaced. Nothing is NULL.</summary>
    public SqliteStatement Bind(ReadOnlyMemory<byte> utf8)
    {
        return utf8.IsEmpty ? BindNull()
            : Utf8.IsValid(utf8.Span) ? BindText(utf8.Span)
            : Bind(Encoding.UTF8.GetString(utf8.Span));
    }

    /// <summary>The JSON of a value; null is NULL.</summary>
    public SqliteStatement BindJson<T>(T? value, Action<Utf8JsonWriter, T> write)
        where T : class
    {
        if (value is null)
        {
            return BindNull();
        }

        StartJson();
        write(_json, value);
        return BindWrittenJson();
    }

    public SqliteStatement BindJson(JsonElement? value)
    {
        if (value is not { } element)
        {
            return BindNull();
        }

        StartJson();
        element.WriteTo(_json);
        return BindWrittenJson();
    }

    /// <summary>Runs the statement and makes it ready for the next row.</summary>
    public void Execute()
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
        if (_buffer.Capacity > LargestKeptBuffer)
        {
            _buffer = new ArrayBufferWriter<byte>(4096);
            _json = new Utf8JsonWriter(_buffer, ContentJson.WriterOptions);
        }
    }

    public void Dispose()
    {
        _statement.Dispose();
        _json.Dispose();
    }

    private SqliteStatement BindNull()
    {
        Check(raw.sqlite3_bind_null(_statement, ++_index));
        return this;
    }

    private SqliteStatement BindText(ReadOnlySpan<byte> utf8)
    {
        // An empty span is a null pointer, which SQLite takes for NULL.
        Check(utf8.IsEmpty
            ? raw.sqlite3_bind_text(_statement, ++_index, "")
            : raw.sqlite3_bind_text(_statement, ++_index, utf8));
        return this;
    }

    private void StartJson()
    {
        _buffer.ResetWrittenCount();
        _json.Reset(_buffer);
    }

    private SqliteStatement BindWrittenJson()
    {
        _json.Flush();
        return BindText(_buffer.WrittenSpan);
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            SqliteException.ThrowExceptionForRC(result, _database);
        }
    }
}
