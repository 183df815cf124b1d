using TensorZero.Embedded.Storage.Records;
using TensorZero.Embedded.Storage.Sqlite;

namespace TensorZero.Embedded.Tests.Storage.Sqlite;

internal sealed class SqliteApiKeyTests
{
    private static readonly DateTimeOffset Moment = new(2026, 2, 3, 4, 5, 6, 7, TimeSpan.Zero);

    private readonly TemporaryDatabase _database = new();
    private SqliteStore _store = null!;

    [SetUp]
    public void OpenStore() => _store = _database.Open();

    [TearDown]
    public async Task CloseStore()
    {
        await _store.DisposeAsync();
        _database.Dispose();
    }

    [TestCase(null)]
    [TestCase("for the shop\0\n\"'; DROP TABLE api_key")]
    public async Task A_key_is_read_as_it_was_written(string? description)
    {
        var key = new ApiKeyRecord
        {
            Id = Some.Id(),
            Organization = "acme",
            Workspace = "shop",
            Description = description,
            PublicId = "0123456789ab",
            Hash = "c0ffee",
            DisabledAt = description is null ? null : Moment.AddHours(1),
            ExpiresAt = description is null ? Moment.AddHours(2) : null,
            CreatedAt = Moment,
            UpdatedAt = Moment.AddMinutes(1),
        };

        await _store.ApiKeys.AddAsync(key, default);

        Assert.That(Values((await _store.ApiKeys.FindAsync("0123456789ab", default))!), Is.EqualTo(Values(key)));
        Assert.That(await _store.ApiKeys.FindAsync("0123456789aB", default), Is.Null, "upper and lower case are different keys");
    }

    [Test]
    public async Task A_public_id_is_there_once()
    {
        await _store.ApiKeys.AddAsync(Some.ApiKey("0123456789ab", "first"), default);

        Assert.That(
            async () => await _store.ApiKeys.AddAsync(Some.ApiKey("0123456789ab", "second"), default),
            Throws.TypeOf<ObservabilityStoreException>().With.Property("Failure").EqualTo(ObservabilityStoreFailure.Rejected));
        Assert.That((await _store.ApiKeys.FindAsync("0123456789ab", default))!.Hash, Is.EqualTo("first"));
    }

    [Test]
    public async Task All_pages_are_listed_newest_first()
    {
        var keys = Enumerable.Range(0, 205).Select(i => Some.ApiKey($"{i:d12}", "c0ffee")).ToList();
        foreach (var key in keys)
        {
            await _store.ApiKeys.AddAsync(key, default);
        }

        var listed = new List<string>();
        await foreach (var key in _store.ApiKeys.ListAsync(default))
        {
            listed.Add(key.PublicId);
        }

        Assert.That(listed, Is.EqualTo(keys.Select(key => key.PublicId).Reverse()));
    }

    [Test]
    public async Task A_disabled_key_keeps_its_first_moment_and_others_are_left_alone()
    {
        await _store.ApiKeys.AddAsync(Some.ApiKey("aaaaaaaaaaaa", "c0ffee"), default);
        await _store.ApiKeys.AddAsync(Some.ApiKey("bbbbbbbbbbbb", "c0ffee"), default);

        var first = await _store.ApiKeys.DisableAsync("aaaaaaaaaaaa", Moment, default);
        var second = await _store.ApiKeys.DisableAsync("aaaaaaaaaaaa", Moment.AddDays(1), default);

        Assert.That((first!.DisabledAt, first.UpdatedAt), Is.EqualTo((Moment, Moment)));
        Assert.That((second!.DisabledAt, second.UpdatedAt), Is.EqualTo((Moment, Moment)));
        Assert.That(Values((await _store.ApiKeys.FindAsync("aaaaaaaaaaaa", default))!), Is.EqualTo(Values(first)));
        Assert.That((await _store.ApiKeys.FindAsync("bbbbbbbbbbbb", default))!.DisabledAt, Is.Null);
        Assert.That(await _store.ApiKeys.DisableAsync("cccccccccccc", Moment, default), Is.Null);
    }

    [Test]
    public async Task Another_connection_sees_a_change_at_once()
    {
        await using var other = _database.Open();
        await _store.ApiKeys.AddAsync(Some.ApiKey("aaaaaaaaaaaa", "c0ffee"), default);
        Assert.That((await other.ApiKeys.FindAsync("aaaaaaaaaaaa", default))!.DisabledAt, Is.Null);

        await other.ApiKeys.DisableAsync("aaaaaaaaaaaa", Moment, default);

        Assert.That((await _store.ApiKeys.FindAsync("aaaaaaaaaaaa", default))!.DisabledAt, Is.EqualTo(Moment));
    }

    [Test]
    public async Task A_lock_of_another_is_an_error_that_says_so()
    {
        using var other = _database.Connect();
        using var transaction = other.BeginTransaction(deferred: false);

        Assert.That(
            async () => await _store.ApiKeys.AddAsync(Some.ApiKey("aaaaaaaaaaaa", "c0ffee"), default),
            Throws.TypeOf<ObservabilityStoreException>().With.Property("Failure").EqualTo(ObservabilityStoreFailure.Locked));
        Assert.That(await _store.ApiKeys.FindAsync("aaaaaaaaaaaa", default), Is.Null, "reading does not wait for a writer");
    }

    [Test]
    public async Task Keys_are_written_beside_the_records_of_another_process()
    {
        using var other = OtherProcess.Start(_database.Path, batches: 100);
        await using var store = SqliteStore.Open(_database.Options with { BusyTimeout = TimeSpan.FromSeconds(30) }, TimeProvider.System);
        var keys = 0;
        do
        {
            await store.ApiKeys.AddAsync(Some.ApiKey($"{keys++:d12}", "c0ffee"), default);
            await store.WriteAsync([Some.Inference()], default);
        }
        while (keys < 2000 && !other.HasExited);

        await other.WaitForExitAsync();
        Assert.That(other.ExitCode, Is.Zero);
        Assert.That(_database.Query("SELECT count(*) FROM api_key"), Is.EqualTo(keys));
        Assert.That(_database.Query("SELECT count(*) FROM chat_inference"), Is.EqualTo(200 + keys));
    }

    private static object?[] Values(ApiKeyRecord key) =>
    [
        key.Id, key.Organization, key.Workspace, key.Description, key.PublicId, key.Hash, key.DisabledAt, key.ExpiresAt, key.CreatedAt,
        key.UpdatedAt,
    ];
}
