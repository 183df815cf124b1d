using TensorZero.Embedded.Storage.Sqlite;

namespace TensorZero.Embedded.Tests.Storage.Sqlite;

internal sealed class SqliteOpeningTests
{
    private readonly TemporaryDatabase _database = new();

    [TearDown]
    public void Remove() => _database.Dispose();

    [Test]
    public async Task A_new_file_belongs_to_its_owner_alone_its_companions_too()
    {
        Assume.That(OperatingSystem.IsWindows(), Is.False, "file modes are Unix's");
        await using var store = _database.Open();
        await store.WriteAsync([Some.Inference()], default);

        foreach (var suffix in new[] { "", "-wal", "-shm" })
        {
#pragma warning disable CA1416 // Assumed above.
            Assert.That(File.GetUnixFileMode(_database.Path + suffix), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite), suffix);
#pragma warning restore CA1416
        }
    }

    [Test]
    public async Task The_file_is_in_write_ahead_mode_and_says_its_version()
    {
        await using var store = _database.Open();

        Assert.That(_database.Query("PRAGMA journal_mode"), Is.EqualTo("wal"));
        Assert.That(_database.Query("SELECT max(version) FROM schema_version"), Is.EqualTo(SqliteSchema.Version));
    }

    [Test]
    public async Task A_file_that_is_there_is_opened_again_with_what_it_holds()
    {
        await using (var first = _database.Open())
        {
            await first.WriteAsync([Some.Inference()], default);
        }

        await using var second = _database.Open();
        await second.WriteAsync([Some.Inference()], default);
        Assert.That(_database.Query("SELECT count(*) FROM chat_inference"), Is.EqualTo(2));
        Assert.That(_database.Query("SELECT count(*) FROM schema_version"), Is.EqualTo(SqliteSchema.Version));
    }

    [Test]
    public async Task Many_that_start_at_once_migrate_one_after_the_other()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            SqliteStore.Open(_database.Options with { BusyTimeout = TimeSpan.FromSeconds(20) }, TimeProvider.System))));

        Assert.That(_database.Query("SELECT count(*) FROM schema_version"), Is.EqualTo(SqliteSchema.Version));
        foreach (var store in stores)
        {
            await store.WriteAsync([Some.Inference()], default);
            await store.DisposeAsync();
        }
    }

    [Test]
    public async Task A_migration_that_breaks_off_leaves_nothing_behind()
    {
        _database.Execute("CREATE TABLE chat_inference (x)");

        Assert.That(_database.Open, Throws.TypeOf<ObservabilityStoreException>());
        Assert.That(_database.Query("SELECT group_concat(name) FROM sqlite_schema"), Is.EqualTo("chat_inference"));

        _database.Execute("DROP TABLE chat_inference");
        await using var store = _database.Open();
        await store.WriteAsync([Some.Inference()], default);
    }

    [Test]
    public void A_newer_database_is_refused_and_left_alone()
    {
        _database.Open().DisposeAsync().AsTask().Wait();
        _database.Execute("INSERT INTO schema_version VALUES (99, 0, '9.9.9')");

        Assert.That(
            _database.Open,
            Throws.TypeOf<ObservabilityStoreException>()
                .With.Property("Failure").EqualTo(ObservabilityStoreFailure.NewerVersion)
                .And.Message.EqualTo(
                    $"The database {_database.Path} has schema version 99, but this version of TensorZero.Embedded knows versions up to "
                    + $"{SqliteSchema.Version}: update the library, or use another database."));
    }

    [Test]
    public async Task A_new_database_has_pages_for_several_rows()
    {
        await using var store = _database.Open();

        Assert.That(_database.Query("PRAGMA page_size"), Is.EqualTo(16_384));
    }

    [Test]
    public async Task A_database_with_pages_of_another_size_keeps_them()
    {
        _database.Execute("PRAGMA page_size = 4096; VACUUM; CREATE TABLE older (x)");

        await using var store = _database.Open();
        await store.WriteAsync([Some.Inference()], default);

        Assert.That(_database.Query("PRAGMA page_size"), Is.EqualTo(4096));
    }

    [TestCase("This is no database, and with what follows it is longer than a database's header of one hundred bytes.")]
    [TestCase("SQLite format 3\0")]
    public void A_damaged_file_is_refused(string content)
    {
        File.WriteAllText(_database.Path, content + new string('x', 4096));

        Assert.That(
            _database.Open,
            Throws.TypeOf<ObservabilityStoreException>()
                .With.Property("Failure").EqualTo(ObservabilityStoreFailure.Corrupt)
                .And.Message.Contains("is damaged or is no SQLite database"));
    }

    [Test]
    public void A_missing_folder_is_named()
    {
        var options = _database.Options with { Path = Path.Combine(Path.GetDirectoryName(_database.Path)!, "no", "folder.db") };

        Assert.That(
            () => SqliteStore.Open(options, TimeProvider.System),
            Throws.TypeOf<ObservabilityStoreException>()
                .With.Property("Failure").EqualTo(ObservabilityStoreFailure.Unavailable)
                .And.Message.Contains(options.Path));
    }

    [Test]
    public void A_folder_in_the_place_of_the_file_is_refused()
    {
        Directory.CreateDirectory(_database.Path);

        Assert.That(_database.Open, Throws.TypeOf<ObservabilityStoreException>());
    }

    [Test]
    public void A_locked_file_is_refused_after_the_wait()
    {
        _database.Execute("PRAGMA journal_mode = WAL");
        using var other = _database.Connect();
        using var transaction = other.BeginTransaction(deferred: false);

        Assert.That(
            _database.Open,
            Throws.TypeOf<ObservabilityStoreException>().With.Property("Failure").EqualTo(ObservabilityStoreFailure.Locked));
    }

    [Test]
    public async Task Each_database_in_memory_is_its_own()
    {
        var options = new SqliteOptions { Path = null };
        await using var one = SqliteStore.Open(options, TimeProvider.System);
        await using var other = SqliteStore.Open(options, TimeProvider.System);
        var record = Some.Inference();

        await one.WriteAsync([record], default);
        await other.WriteAsync([record], default);
    }
}
