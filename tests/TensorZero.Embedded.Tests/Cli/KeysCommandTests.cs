using System.Text.Json;
using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Tests.Configuration.Files;
using TensorZero.Embedded.Tests.Storage;
using TensorZero.Embedded.Tests.Storage.Sqlite;

namespace TensorZero.Embedded.Tests.Cli;

internal sealed class KeysCommandTests
{
    private static readonly DateTimeOffset Moment = new(2026, 2, 3, 4, 5, 6, 7, TimeSpan.Zero);

    private readonly TemporaryDatabase _database = new();

    [TearDown]
    public void Remove() => _database.Dispose();

    [Test]
    public async Task A_new_key_is_printed_alone_and_opens_the_engine()
    {
        await using var engine = await TensorZeroEngine.CreateAsync(new TensorZeroOptions { SqlitePath = _database.Path });

        var (exitCode, output, error) = Run("create", "--description", "for the shop", "--expiration", "2999-01-31T12:00:00+02:00");

        Assert.That((exitCode, error), Is.EqualTo((0, "")));
        Assert.That(output, Does.Match("^sk-t0-[0-9A-Za-z]{12}-[0-9A-Za-z]{48}\r?\n$"));
        var check = await engine.ApiKeyRing.CheckAsync(output.Trim(), default);
        Assert.That(check.PublicId, Is.EqualTo(output.Substring("sk-t0-".Length, 12)));
        Assert.That(_database.Query("SELECT description FROM api_key"), Is.EqualTo("for the shop"));
        Assert.That(
            _database.Query("SELECT expires_at FROM api_key"),
            Is.EqualTo(new DateTimeOffset(2999, 1, 31, 10, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds()));
    }

    [TestCase("tomorrow", "`tomorrow` is no time of RFC 3339; write it like 2030-01-31T12:00:00Z or 2030-01-31T12:00:00+02:00.")]
    [TestCase("2999-01-31", "`2999-01-31` is no time of RFC 3339; write it like 2030-01-31T12:00:00Z or 2030-01-31T12:00:00+02:00.")]
    [TestCase("2999-01-31T12:00:00", "`2999-01-31T12:00:00` is no time of RFC 3339; write it like 2030-01-31T12:00:00Z or 2030-01-31T12:00:00+02:00.")]
    [TestCase("2999-02-31T12:00:00Z", "`2999-02-31T12:00:00Z` is no time of RFC 3339; write it like 2030-01-31T12:00:00Z or 2030-01-31T12:00:00+02:00.")]
    [TestCase("2020-01-31T12:00:00.5Z", "`2020-01-31T12:00:00.5Z` is not in the future.")]
    public void A_key_with_a_wrong_expiration_is_not_made(string expiration, string expected)
    {
        var (exitCode, output, error) = Run("create", "--expiration", expiration);

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error.TrimEnd(), Is.EqualTo(expected));
        Assert.That(output, Does.Not.Contain("sk-t0-"));
        Assert.That(File.Exists(_database.Path), Is.False);
    }

    [Test]
    public void A_new_database_is_said_to_be_new()
    {
        Assert.That(Run("create").Error.TrimEnd(), Is.EqualTo($"New database: {_database.Path}"));
        Assert.That(Run("create").Error, Is.Empty);
    }

    [Test]
    public async Task Keys_are_listed_in_columns_newest_first()
    {
        await AddTwoKeysAsync();

        var (exitCode, output, error) = Run("list");

        Assert.That((exitCode, error), Is.EqualTo((0, "")));
        Assert.That(output.ReplaceLineEndings("\n"), Is.EqualTo(
            """
            PUBLIC ID     CREATED               EXPIRES               DISABLED              DESCRIPTION
            bbbbbbbbbbbb  2026-02-03T05:05:06Z
            aaaaaaaaaaaa  2026-02-03T04:05:06Z  2026-02-04T04:05:06Z  2026-02-03T04:05:06Z  Ada's  [31m "key"

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public async Task Keys_are_listed_as_JSON_without_their_hashes()
    {
        await AddTwoKeysAsync();

        var (exitCode, output, _) = Run("list", "--format", "json");

        Assert.That(exitCode, Is.Zero);
        Assert.That(JsonSerializer.Serialize(JsonElement.Parse(output)), Is.EqualTo(JsonSerializer.Serialize(JsonElement.Parse(
            """
            [
                {
                    "public_id": "bbbbbbbbbbbb", "organization": "default", "workspace": "default", "description": null,
                    "created_at": "2026-02-03T05:05:06.007Z", "expires_at": null, "disabled_at": null
                },
                {
                    "public_id": "aaaaaaaaaaaa", "organization": "default", "workspace": "default",
                    "description": "Ada's\n\u001b[31m \"key\"", "created_at": "2026-02-03T04:05:06.007Z",
                    "expires_at": "2026-02-04T04:05:06.007Z", "disabled_at": "2026-02-03T04:05:06.007Z"
                }
            ]
            """))));
    }

    [Test]
    public void A_disabled_key_says_since_when()
    {
        var publicId = Run("create").Output.Substring("sk-t0-".Length, 12);

        var (exitCode, output, error) = Run("disable", publicId);

        Assert.That((exitCode, error), Is.EqualTo((0, "")));
        Assert.That(output, Does.Match($"^Disabled: {publicId}, [0-9-]{{10}}T[0-9:]{{8}}Z\r?\n$"));
        Assert.That(_database.Query("SELECT disabled_at FROM api_key"), Is.Not.EqualTo(DBNull.Value));
        Assert.That(Run("disable", publicId).Output, Is.EqualTo(output), "once more changes nothing");
    }

    [Test]
    public void What_is_no_public_id_is_not_repeated()
    {
        var key = Run("create").Output.Trim();

        var (exitCode, output, error) = Run("disable", key);

        Assert.That((exitCode, output), Is.EqualTo((1, "")));
        Assert.That(error.TrimEnd(), Is.EqualTo("There is no key with this public id; `tensorzero keys list` shows them all."));
        Assert.That(_database.Query("SELECT disabled_at FROM api_key"), Is.EqualTo(DBNull.Value));
    }

    [TestCase("list")]
    [TestCase("disable", "aaaaaaaaaaaa")]
    public void A_database_that_is_not_there_is_not_made(params string[] command)
    {
        var (exitCode, output, error) = Run(command);

        Assert.That((exitCode, output), Is.EqualTo((1, "")));
        Assert.That(error.TrimEnd(), Is.EqualTo($"There is no database {_database.Path}; name the gateway's with --database or --config-file."));
        Assert.That(File.Exists(_database.Path), Is.False);
    }

    [Test]
    public void A_file_that_is_no_database_is_told()
    {
        File.WriteAllText(_database.Path, new string('x', 4096));

        var (exitCode, output, error) = Run("list");

        Assert.That((exitCode, output), Is.EqualTo((1, "")));
        Assert.That(error, Does.StartWith($"The database {_database.Path} is damaged or is no SQLite database;"));
    }

    [Test]
    public void A_database_in_memory_keeps_no_keys()
    {
        var (exitCode, output, error) = CommandLine.Run("keys", "create", "--sqlite-path", ":memory:");

        Assert.That((exitCode, output), Is.EqualTo((1, "")));
        Assert.That(error.TrimEnd(), Is.EqualTo("A database in memory belongs to one process and is nobody else's: name a file."));
    }

    [Test]
    public async Task The_option_comes_before_the_variable_and_that_before_the_configuration_and_that_before_the_default()
    {
        using var folder = new TemporaryFolder().With("t.toml", "[embedded]\nsqlite_path = \"configured.db\"\n\n[models.m]\nrouting = [\"none\"]");

        await CreateAsync(folder, null);
        Assert.That(Databases(folder), Is.EqualTo(new[] { "tensorzero.db" }));
        await CreateAsync(folder, null, "--config-file", "t.toml");
        Assert.That(Databases(folder), Is.EqualTo(new[] { "configured.db", "tensorzero.db" }));
        await CreateAsync(folder, "variable.db", "--config-file", "t.toml");
        Assert.That(Databases(folder), Is.EqualTo(new[] { "configured.db", "tensorzero.db", "variable.db" }));
        await CreateAsync(folder, "variable.db", "--config-file", "t.toml", "--sqlite-path", "option.db");
        Assert.That(Databases(folder), Is.EqualTo(new[] { "configured.db", "option.db", "tensorzero.db", "variable.db" }));
    }

    [Test]
    public async Task A_variable_of_another_database_is_not_passed_over()
    {
        using var folder = new TemporaryFolder();
        var variables = new Dictionary<string, string> { ["TENSORZERO_POSTGRES_URL"] = "postgres://secret@host/keys" };

        var (exitCode, output, error) = await CommandProcess.RunAsync(folder.Path, variables, "keys", "create");

        Assert.That((exitCode, output), Is.EqualTo((1, "")));
        Assert.That(error, Does.StartWith("The PostgreSQL database keys on host:5432 cannot be reached").And.Not.Contain("secret"));
        Assert.That(Databases(folder), Is.Empty);
    }

    [TestCase("[embedded]\nsqlite_path = 3", "t.toml:2:15 embedded.sqlite_path: expected a string, found an integer")]
    [TestCase("[embedded]\nsqlite_pth = \"x.db\"", "t.toml:2:1 embedded.sqlite_pth: ")]
    [TestCase("[embedded", "t.toml:1:10: ")]
    public void A_configuration_that_does_not_name_the_database_well_is_refused(string toml, string expected)
    {
        using var folder = new TemporaryFolder().With("t.toml", toml);

        var (exitCode, output, error) = CommandLine.Run("keys", "create", "--config-file", $"{folder.Path}/t.toml");

        Assert.That((exitCode, output), Is.EqualTo((1, "")));
        Assert.That(error, Does.Contain(expected));
    }

    private (int ExitCode, string Output, string Error) Run(params string[] command) =>
        CommandLine.Run(["keys", .. command, "--sqlite-path", _database.Path]);

    private static async Task CreateAsync(TemporaryFolder folder, string? sqlitePath, params string[] options)
    {
        var variables = new Dictionary<string, string>();
        if (sqlitePath is not null)
        {
            variables["TENSORZERO_SQLITE_PATH"] = sqlitePath;
        }

        var (exitCode, output, error) = await CommandProcess.RunAsync(folder.Path, variables, ["keys", "create", .. options]);

        Assert.That(exitCode, Is.Zero, error);
        Assert.That(output, Does.StartWith("sk-t0-"));
    }

    private static string[] Databases(TemporaryFolder folder) =>
        [.. Directory.EnumerateFiles(folder.Path, "*.db").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private async Task AddTwoKeysAsync()
    {
        await using var store = _database.Open();
        await store.ApiKeys.AddAsync(KeyOf("aaaaaaaaaaaa", "Ada's\n\u001b[31m \"key\"", Moment, Moment.AddDays(1)), default);
        await store.ApiKeys.AddAsync(KeyOf("bbbbbbbbbbbb", null, Moment.AddHours(1), null), default);
        await store.ApiKeys.DisableAsync("aaaaaaaaaaaa", Moment, default);
    }

    private static ApiKeyRecord KeyOf(string publicId, string? description, DateTimeOffset createdAt, DateTimeOffset? expiresAt) => new()
    {
        Id = Some.Id(),
        Organization = "default",
        Workspace = "default",
        Description = description,
        PublicId = publicId,
        Hash = "c0ffee",
        ExpiresAt = expiresAt,
        CreatedAt = createdAt,
        UpdatedAt = createdAt,
    };
}
