using TensorZero.Embedded.Storage.Sqlite;

namespace TensorZero.Embedded.Tests.Storage.Sqlite;

/// <summary>
/// Files that earlier versions of the library wrote, <c>Cases/version-N.db.gz</c>, are brought up to date with all they hold: one inference,
/// feedback and a datapoint.
/// </summary>
internal sealed class SqliteUpgradeTests
{
    private static readonly Guid Inference = new("019b76da-a800-7001-bb6d-62a6717922ae");

    private readonly TemporaryDatabase _database = new();

    private static IEnumerable<int> OlderVersions => Enumerable.Range(2, SqliteSchema.Version - 2);

    [TearDown]
    public void Remove() => _database.Dispose();

    [TestCaseSource(nameof(OlderVersions))]
    public async Task An_older_database_is_upgraded_with_what_it_holds(int version)
    {
        Unpack(version);
        Assert.That(_database.Query("SELECT max(version) FROM schema_version"), Is.EqualTo(version));

        await using var store = _database.Open();

        Assert.That(_database.Query("SELECT max(version) FROM schema_version"), Is.EqualTo(SqliteSchema.Version));
        var inference = (await store.Inferences.GetAsync([Inference], InferenceOutputSource.Inference, default)).Single();
        Assert.That(inference.Input!.Messages.Single().Content, Is.EqualTo(new[] { new TextBlock($"Hi from version {version}!") }));
        Assert.That(inference.Tags, Is.EqualTo(new Dictionary<string, string> { ["user"] = "ada" }));
        Assert.That(await store.Inferences.GetModelInferencesAsync(Inference, default), Has.Count.EqualTo(1));
        Assert.That((await store.Feedback.GetFeedbackAsync(Inference, default)).Single().BooleanValue, Is.True);
        Assert.That((await store.Datapoints.ListDatasetsAsync(null, default)).Single().Name, Is.EqualTo("old"));
    }

    [TestCaseSource(nameof(OlderVersions))]
    public async Task An_upgraded_database_takes_what_a_new_one_takes(int version)
    {
        Unpack(version);
        await using var store = _database.Open();

        await store.WriteAsync([Some.Inference()], default);
        await store.ApiKeys.AddAsync(Some.ApiKey("0123456789ab", "c0ffee"), default);

        Assert.That(await store.ApiKeys.FindAsync("0123456789ab", default), Is.Not.Null);
    }

    /// <summary>A copy of the files in the middle of it is what a process leaves that is killed there.</summary>
    [TestCase(0)]
    [TestCase(2)]
    public async Task A_migration_that_dies_at_any_moment_is_done_by_the_next_start(int version)
    {
        const int instructions = 100;
        var left = new List<string>();
        if (version > 0)
        {
            Unpack(version);
        }

        using (var connection = _database.Connect())
        {
            SQLitePCL.raw.sqlite3_progress_handler(connection.Handle, instructions, _ => Leave(left), null);
            SqliteMigrations.Apply(connection, "test", DateTimeOffset.UnixEpoch);
            SQLitePCL.raw.sqlite3_progress_handler(connection.Handle, 0, null, null);
        }

        Assert.That(left, Has.Count.GreaterThan(20));
        foreach (var path in left)
        {
            await using var store = SqliteStore.Open(new SqliteOptions { Path = path }, TimeProvider.System);
            await store.WriteAsync([Some.Inference()], default);
            Assert.That(await store.Inferences.CountAsync(new InferenceQuery(), default), Is.EqualTo(version > 0 ? 2 : 1), path);
        }
    }

    private int Leave(List<string> left)
    {
        var path = $"{_database.Path}-{left.Count}.db";
        foreach (var suffix in (string[])["", "-wal", "-journal"])
        {
            if (File.Exists(_database.Path + suffix))
            {
                File.Copy(_database.Path + suffix, path + suffix);
            }
        }

        left.Add(path);
        return 0;
    }

    private void Unpack(int version) => OlderDatabase.Unpack(version, _database.Path);
}
