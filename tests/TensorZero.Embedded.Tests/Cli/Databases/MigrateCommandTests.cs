using TensorZero.Embedded.Storage.Sqlite;
using TensorZero.Embedded.Tests.Storage.Sqlite;

namespace TensorZero.Embedded.Tests.Cli.Databases;

internal sealed class MigrateCommandTests
{
    private readonly TemporaryDatabase _database = new();

    [TearDown]
    public void Remove() => _database.Dispose();

    [Test]
    public void A_database_that_is_not_there_is_made()
    {
        var (exitCode, output, error) = Migrate();

        Assert.That((exitCode, error.TrimEnd()), Is.EqualTo((0, $"New database: {_database.Path}")));
        Assert.That(output.TrimEnd(), Is.EqualTo($"Schema version 0 -> {SqliteSchema.Version}"));
        Assert.That(_database.Query("SELECT max(version) FROM schema_version"), Is.EqualTo(SqliteSchema.Version));
    }

    [Test]
    public void An_older_database_is_upgraded_once()
    {
        OlderDatabase.Unpack(2, _database.Path);

        Assert.That(Migrate().Output.TrimEnd(), Is.EqualTo($"Schema version 2 -> {SqliteSchema.Version}"));
        Assert.That(Migrate().Output.TrimEnd(), Is.EqualTo($"Schema version {SqliteSchema.Version}: nothing to do"));
    }

    [Test]
    public void A_newer_database_is_left_alone()
    {
        Migrate();
        _database.Execute("INSERT INTO schema_version VALUES (1000, 0, 'later')");

        var (exitCode, output, error) = Migrate();

        Assert.That((exitCode, output), Is.EqualTo((1, "")));
        Assert.That(error, Does.StartWith($"The database {_database.Path} has schema version 1000, but this version"));
    }

    private (int ExitCode, string Output, string Error) Migrate() => CommandLine.Run("migrate", "--sqlite-path", _database.Path);
}
