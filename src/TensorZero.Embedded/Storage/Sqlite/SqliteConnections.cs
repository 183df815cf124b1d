using Microsoft.Data.Sqlite;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>Opens connections to one database, all set up alike. Readers are pooled by the driver.</summary>
internal sealed class SqliteConnections : IDisposable
{
    private const long PageSize = 16 << 10;

    /// <summary>How long the log may become before it is copied into the database.</summary>
    private const long LogSize = 16 << 20;

    private static int _memoryDatabases;

    private readonly SqliteOptions _options;
    private readonly string _connectionString;

    public SqliteConnections(SqliteOptions options)
    {
        _options = options;
        Database = options.Path ?? "in memory";
        _connectionString = new SqliteConnectionStringBuilder
        {
            // All connections of the process that name it share a memdb database, and each sees it as if it were a file.
            DataSource = options.Path ?? $"file:/tensorzero-{Interlocked.Increment(ref _memoryDatabases)}?vfs=memdb",
            Mode = SqliteOpenMode.ReadWriteCreate,
            DefaultTimeout = Math.Max(1, (int)Math.Ceiling(options.BusyTimeout.TotalSeconds)),
        }.ToString();
    }

    /// <summary>How messages name the database.</summary>
    public string Database { get; }

    /// <summary>The one connection that writes: it makes the file.</summary>
    public SqliteConnection OpenWriter()
    {
        CreateFile();
        return Open(connection =>
        {
            // SQLite opens what it may not write for reading, and fails later with less clear words.
            if (SQLitePCL.raw.sqlite3_db_readonly(connection.Handle, "main") == 1)
            {
                throw SqliteErrors.CannotBeWritten(Database);
            }

            // A page of SQLite's own default size holds one or two rows of some kilobytes. Only a new database takes another size.
            Execute(connection, $"PRAGMA page_size = {PageSize};");

            // FULL: what was committed survives a power loss, because the records' journal lets it go then.
            Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");

            // What is deleted is overwritten, not only unlinked.
            Execute(connection, "PRAGMA secure_delete = ON;");
            Execute(connection, $"PRAGMA journal_size_limit = {_options.JournalSizeLimit};");

            // A batch of records is some megabytes: SQLite's own defaults would spill it to the disk page by page while it is written, and copy
            // the log into the database after every one.
            Execute(connection, $"PRAGMA cache_size = -16384; PRAGMA wal_autocheckpoint = {LogSize / PageSizeOf(connection)};");
        });
    }

    public SqliteConnection OpenReader() => Open(static connection => Execute(connection, "PRAGMA query_only = ON;"));

    /// <summary>What is open goes on in a file that was deleted, and is lost with it.</summary>
    /// <exception cref="ObservabilityStoreException">The file is gone.</exception>
    public void RequireFile()
    {
        if (_options.Path is { } path && !File.Exists(path))
        {
            throw SqliteErrors.Gone(Database);
        }
    }

    public void Dispose()
    {
        using var any = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(any);
    }

    private SqliteConnection Open(Action<SqliteConnection> setUp)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            Execute(connection, $"PRAGMA busy_timeout = {(long)_options.BusyTimeout.TotalMilliseconds};");
            setUp(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static long PageSizeOf(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA page_size;";
        return (long)command.ExecuteScalar()!;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>
    /// SQLite would make the file readable for everyone; its companions get the file's mode. A file that is there must not even be
    /// opened: closing it again would take the locks away that this process holds on it.
    /// </summary>
    private void CreateFile()
    {
        if (_options.Path is null || Path.Exists(_options.Path))
        {
            return;
        }

        var file = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            file.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            new FileStream(_options.Path, file).Dispose();
        }
        catch (IOException) when (File.Exists(_options.Path))
        {
            // Another process, or another store of this one, was faster.
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw SqliteErrors.CannotBeCreated(Database, error);
        }
    }
}
