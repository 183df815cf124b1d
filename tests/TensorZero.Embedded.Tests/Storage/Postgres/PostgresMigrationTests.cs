using TensorZero.Embedded.Postgres;
using TensorZero.Embedded.Postgres.Schema;

namespace TensorZero.Embedded.Tests.Storage.Postgres;

internal sealed class PostgresMigrationTests
{
    private const string HowManyTables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'tensorzero_embedded'";

    private PostgresTestDatabase _database = null!;

    [SetUp]
    public async Task CreateDatabase() => _database = await PostgresTestDatabase.CreateAsync();

    [TearDown]
    public async Task DropDatabase()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    [Test]
    public async Task The_first_use_makes_the_tables_and_later_ones_find_them()
    {
        await using var first = _database.Open();
        Assert.That(await _database.QueryAsync(HowManyTables), Is.Zero, "opening waits for nothing");
        await first.CheckAsync(default);

        await using var second = _database.Open(migrates: false);
        await second.CheckAsync(default);
        Assert.That(await second.MigrateAsync(default), Is.EqualTo(((long)PostgresSchema.Version, (long)PostgresSchema.Version)));
        Assert.That(await _database.QueryAsync("SELECT count(*) FROM tensorzero_embedded.schema_version"), Is.EqualTo(PostgresSchema.Version));
    }

    [Test]
    public async Task Nodes_that_start_together_migrate_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(async () =>
        {
            await using var store = _database.Open();
            await store.WriteAsync([Some.Inference()], default);
        }))).OrFail();

        Assert.That(await _database.QueryAsync("SELECT count(*) FROM tensorzero_embedded.schema_version"), Is.EqualTo(PostgresSchema.Version));
        Assert.That(await _database.QueryAsync("SELECT count(*) FROM tensorzero_embedded.chat_inference"), Is.EqualTo(10));
    }

    [Test]
    public async Task Forbidden_migrations_say_how_to_migrate()
    {
        await using var store = _database.Open(migrates: false);

        Assert.That(
            async () => await store.CheckAsync(default),
            Throws.TypeOf<ObservabilityStoreException>().With.Property("Failure").EqualTo(ObservabilityStoreFailure.OutdatedVersion)
                .And.Message.EqualTo(
                    $"The PostgreSQL database {_database.DisplayName} has no tables of this library yet, this version of TensorZero.Embedded needs "
                    + $"{PostgresSchema.Version}, and `embedded.postgres.disable_automatic_migrations` is set: run `tensorzero migrate`."));
        Assert.That(await _database.QueryAsync(HowManyTables), Is.Zero);
    }

    [Test]
    public async Task A_newer_database_is_refused()
    {
        await using (var store = _database.Open())
        {
            await store.CheckAsync(default);
        }

        await _database.ExecuteAsync("INSERT INTO tensorzero_embedded.schema_version VALUES (99, now(), '9.0.0')");
        await using var older = _database.Open();

        Assert.That(
            async () => await older.CheckAsync(default),
            Throws.TypeOf<ObservabilityStoreException>().With.Property("Failure").EqualTo(ObservabilityStoreFailure.NewerVersion));
    }

    /// <summary>The server itself ends the connection after each of the migration's statements in turn, however often it is tried.</summary>
    [Test]
    public async Task A_migration_that_is_interrupted_after_any_statement_leaves_nothing_and_is_done_again()
    {
        await _database.ExecuteAsync(
            """
            CREATE TABLE interruption (at bigint);
            INSERT INTO interruption VALUES (1);
            CREATE FUNCTION interrupt() RETURNS event_trigger LANGUAGE plpgsql AS $$ DECLARE
                statement bigint := coalesce(nullif(current_setting('test.statement', true), ''), '0')::bigint + 1;
            BEGIN
                PERFORM set_config('test.statement', statement::text, true);
                IF statement = (SELECT at FROM public.interruption) THEN
                    PERFORM pg_terminate_backend(pg_backend_pid());
                END IF;
            END $$;
            CREATE EVENT TRIGGER interruptions ON ddl_command_end EXECUTE FUNCTION interrupt();
            """);
        await using var store = _database.Open();
        var interruptions = 0;
        while (await FailureOfAsync(store) is { } failure)
        {
            interruptions++;
            Assert.That(failure, Is.EqualTo(ObservabilityStoreFailure.Unavailable));
            Assert.That(await _database.QueryAsync(HowManyTables), Is.Zero, $"after statement {interruptions}");
            await _database.ExecuteAsync("UPDATE interruption SET at = at + 1");
        }

        Assert.That(interruptions, Is.GreaterThan(30));
        await using var other = _database.Open(migrates: false);
        await other.WriteAsync([Some.Inference()], default);
    }

    [Test]
    public async Task A_database_that_cannot_hold_every_text_is_refused()
    {
        await using var latin = await PostgresTestDatabase.CreateAsync(
            options: "ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0");
        await using var store = latin.Open();

        Assert.That(async () => await store.CheckAsync(default), Throws.TypeOf<ObservabilityStoreException>().With.Message.EqualTo(
            $"The PostgreSQL database {latin.DisplayName} cannot hold every text; use one that was created with ENCODING 'UTF8'."));
    }

    private static async Task<ObservabilityStoreFailure?> FailureOfAsync(PostgresStore store)
    {
        try
        {
            await store.CheckAsync(default);
            return null;
        }
        catch (ObservabilityStoreException error)
        {
            return error.Failure;
        }
    }
}
