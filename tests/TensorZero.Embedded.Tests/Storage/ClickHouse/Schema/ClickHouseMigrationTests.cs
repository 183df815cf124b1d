using TensorZero.Embedded.Storage.ClickHouse.Schema;
using TensorZero.Embedded.Tests.House;

namespace TensorZero.Embedded.Tests.Storage.ClickHouse.Schema;

/// <summary>A database becomes what it has to be, wherever it begins and however often it is begun.</summary>
internal sealed class ClickHouseMigrationTests
{
    private const string Cases = "tests/TensorZero.Embedded.Tests/Storage/ClickHouse/Schema/Cases";

    private TestDatabase _database = null!;

    [SetUp]
    public async Task Name() => _database = await TestDatabase.NameAsync();

    [TearDown]
    public async Task Drop() => await _database.DisposeAsync();

    [Test]
    public async Task An_absent_database_is_made_once()
    {
        Assert.That(await ApplyAsync(), Is.Zero);
        Assert.That(await ApplyAsync(), Is.EqualTo(ClickHouseSchema.Version));
        Assert.That(await _database.CountAsync("SELECT count() FROM EmbeddedSchemaVersion"), Is.EqualTo(1));
        Assert.That(await _database.CountAsync("SELECT count() FROM TensorZeroMigration"), Is.Zero);
        await RequireCompleteAsync();
    }

    [Test]
    public async Task The_schema_is_the_one_that_was_agreed_on()
    {
        await ApplyAsync();

        var found = string.Join('\n', await DescribeAsync()) + "\n";
        if (Environment.GetEnvironmentVariable("TENSORZERO_APPROVE") == "1")
        {
            await File.WriteAllTextAsync(Path.Combine(Checkout.Root, Cases, "schema.txt"), found);
        }

        Assert.That(found, Is.EqualTo(Checkout.Read($"{Cases}/schema.txt")));
    }

    /// <summary>Each round is a start that dies after its first statement, and one that was interrupted there goes on.</summary>
    [Test]
    public async Task A_start_that_dies_after_any_statement_is_continued()
    {
        await _database.CreateEmptyAsync();
        var died = 0;
        while (ClickHouseSchema.Missing(await FoundSchema.ReadAsync(_database.Client, default)) is [var next, ..] && IsNew(next))
        {
            await _database.Client.ExecuteAsync(next, default);
            died++;
        }

        Assert.That(died, Is.GreaterThanOrEqualTo(ClickHouseSchema.Tables.Count));
        var views = ClickHouseSchema.Missing(await FoundSchema.ReadAsync(_database.Client, default));
        for (var done = 0; done < views.Count; done++)
        {
            var next = ClickHouseSchema.Missing(await FoundSchema.ReadAsync(_database.Client, default))[done];
            await _database.Client.ExecuteAsync(next, default);
        }

        Assert.That(await ApplyAsync(), Is.Zero);
        await RequireCompleteAsync();

        static bool IsNew(string statement) => !statement.Contains("MATERIALIZED VIEW", StringComparison.Ordinal);
    }

    [Test]
    public async Task Eight_nodes_that_start_together_make_one_database()
    {
        var found = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            using var client = _database.NewClient();
            return await new ClickHouseMigrations(client, TimeProvider.System).ApplyAsync(default);
        })));

        Assert.That(found, Has.Some.Zero);
        await RequireCompleteAsync();
        Assert.That(await _database.CountAsync("SELECT count() FROM EmbeddedSchemaVersion"), Is.EqualTo(1));
    }

    [Test]
    public async Task The_lock_of_a_dead_node_is_broken()
    {
        await _database.CreateEmptyAsync();
        await _database.Client.ExecuteAsync("CREATE TABLE EmbeddedMigrationLock (holder String) ENGINE = Null", default);

        var migrations = new ClickHouseMigrations(_database.Client, TimeProvider.System) { LockOldAfter = TimeSpan.Zero };

        Assert.That(await migrations.ApplyAsync(default).OrFail(), Is.Zero);
        await RequireCompleteAsync();
    }

    [Test]
    public async Task A_newer_database_is_left_alone()
    {
        await ApplyAsync();
        await _database.Client.ExecuteAsync("INSERT INTO EmbeddedSchemaVersion (version, library_version) SELECT 1000, 'later'", default);

        var error = Assert.ThrowsAsync<ObservabilityStoreException>(ApplyAsync);

        Assert.That(error.Failure, Is.EqualTo(ObservabilityStoreFailure.NewerVersion));
        Assert.That(error.Message, Does.StartWith($"The ClickHouse database {_database.Name} at 127.0.0.1:").And.Contain("schema version 1000"));
    }

    [Test]
    public async Task An_empty_database_that_may_not_be_migrated_says_what_to_do()
    {
        await _database.CreateEmptyAsync();

        var error = Assert.ThrowsAsync<ObservabilityStoreException>(
            () => new ClickHouseMigrations(_database.Client, TimeProvider.System).RequireAsync(default));

        Assert.That(error.Failure, Is.EqualTo(ObservabilityStoreFailure.OutdatedVersion));
        Assert.That(error.Message, Does.EndWith("run `tensorzero migrate`."));
        Assert.That(await _database.CountAsync("SELECT count() FROM system.tables WHERE database = currentDatabase()"), Is.Zero);
    }

    /// <summary>As TensorZero left it early in 2025: columns, indexes and views of today are not there yet.</summary>
    [Test]
    public async Task An_older_database_of_TensorZero_gets_what_it_lacks_and_keeps_what_it_has()
    {
        await _database.CreateEmptyAsync();
        foreach (var statement in Checkout.Read($"{Cases}/older-tensorzero.sql").Split(";\n"))
        {
            if (!string.IsNullOrWhiteSpace(statement))
            {
                await _database.Client.ExecuteAsync(statement, default);
            }
        }

        Assert.That(await ApplyAsync(), Is.Zero);

        await RequireCompleteAsync();
        Assert.That(
            await _database.RowsAsync("SELECT migration_id, migration_name FROM TensorZeroMigration"),
            Is.EqualTo(new[] { "[0,\"Migration0000\"]", "[3,\"Migration0003\"]" }));
        Assert.That(
            await _database.RowsAsync("SELECT function_name, tags, snapshot_hash, timestamp FROM ChatInference"),
            Is.EqualTo(new[] { "[\"greet\",{\"a\":\"b\"},null,\"2025-01-15T11:10:25Z\"]" }));
        Assert.That(
            await _database.CountAsync(
                "SELECT countIf(engine_full LIKE '%non_replicated_deduplication_window%') FROM system.tables "
                + "WHERE database = currentDatabase() AND name = 'ChatInference'"),
            Is.EqualTo(1));
        Assert.That(
            await _database.CountAsync(
                "SELECT count() FROM system.tables WHERE database = currentDatabase() AND name = 'ChatInferenceTagView' "
                + "AND as_select LIKE '%snapshot_hash%'"),
            Is.EqualTo(1));
    }

    private Task<int> ApplyAsync() => new ClickHouseMigrations(_database.Client, TimeProvider.System).ApplyAsync(default);

    /// <summary>Every table, with every column, and every view; and nothing that a migration leaves behind.</summary>
    private async Task RequireCompleteAsync()
    {
        var found = await FoundSchema.ReadAsync(_database.Client, default);

        Assert.That(found.Version, Is.EqualTo(ClickHouseSchema.Version));
        Assert.That(
            found.Tables.Keys,
            Is.EquivalentTo(ClickHouseSchema.Tables.Select(table => table.Name).Concat(ClickHouseSchema.Views.Select(view => view.Name))));
        foreach (var table in ClickHouseSchema.Tables)
        {
            Assert.That(found.Tables[table.Name].Columns.Keys, Is.SupersetOf(table.ColumnNames), table.Name);
            Assert.That(found.Tables[table.Name].RecognisesInserts, Is.True, table.Name);
        }
    }

    private Task<List<string>> DescribeAsync() => _database.Client.ListAsync(
        """
        SELECT concat(t.name, ' ', t.engine, if(t.sorting_key = '', '', concat(' BY ', t.sorting_key)), '\n',
            arrayStringConcat(arrayMap(c -> concat('    ', c.2, ' ', c.3, if(c.4 = '', '', concat(' ', c.4, ' ', c.5))),
                arraySort(c -> c.1, groupArray((c.position, c.name, c.type, c.default_kind, c.default_expression)))), '\n'))
        FROM system.tables AS t
        JOIN system.columns AS c ON c.database = t.database AND c.table = t.name
        WHERE t.database = currentDatabase()
        GROUP BY t.name, t.engine, t.sorting_key
        ORDER BY t.name
        """,
        parameters: null,
        row => row.GetText(0),
        default);
}
