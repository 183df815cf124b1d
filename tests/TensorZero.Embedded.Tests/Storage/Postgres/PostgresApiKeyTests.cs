using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Tests.Storage.Postgres;

internal sealed class PostgresApiKeyTests : PostgresFixture
{
    private static readonly DateTimeOffset Moment = new(2026, 2, 3, 4, 5, 6, 7, TimeSpan.Zero);

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
            ExpiresAt = description is null ? DateTimeOffset.UnixEpoch : null,
            CreatedAt = Moment,
            UpdatedAt = Moment.AddMinutes(1),
        };

        await Store.ApiKeys.AddAsync(key, default);

        Assert.That(Values((await Store.ApiKeys.FindAsync("0123456789ab", default))!), Is.EqualTo(Values(key)));
        Assert.That(await Store.ApiKeys.FindAsync("0123456789aB", default), Is.Null, "upper and lower case are different keys");
    }

    [Test]
    public async Task A_public_id_is_there_once()
    {
        await Store.ApiKeys.AddAsync(Some.ApiKey("0123456789ab", "first"), default);

        Assert.That(
            async () => await Store.ApiKeys.AddAsync(Some.ApiKey("0123456789ab", "second"), default),
            Throws.TypeOf<ObservabilityStoreException>().With.Property("Failure").EqualTo(ObservabilityStoreFailure.Rejected));
        Assert.That((await Store.ApiKeys.FindAsync("0123456789ab", default))!.Hash, Is.EqualTo("first"));
    }

    [Test]
    public async Task All_pages_are_listed_newest_first()
    {
        var keys = Enumerable.Range(0, 205).Select(i => Some.ApiKey($"{i:d12}", "c0ffee")).ToList();
        foreach (var key in keys)
        {
            await Store.ApiKeys.AddAsync(key, default);
        }

        var listed = new List<string>();
        await foreach (var key in Store.ApiKeys.ListAsync(default))
        {
            listed.Add(key.PublicId);
        }

        Assert.That(listed, Is.EqualTo(keys.Select(key => key.PublicId).Reverse()));
    }

    [Test]
    public async Task Two_nodes_share_their_keys()
    {
        await using var other = Database.Open();
        await Store.ApiKeys.AddAsync(Some.ApiKey("aaaaaaaaaaaa", "c0ffee"), default);
        await Store.ApiKeys.AddAsync(Some.ApiKey("bbbbbbbbbbbb", "c0ffee"), default);
        Assert.That((await other.ApiKeys.FindAsync("aaaaaaaaaaaa", default))!.DisabledAt, Is.Null);

        var first = await other.ApiKeys.DisableAsync("aaaaaaaaaaaa", Moment, default);
        var second = await Store.ApiKeys.DisableAsync("aaaaaaaaaaaa", Moment.AddDays(1), default);

        Assert.That((first!.DisabledAt, first.UpdatedAt), Is.EqualTo((Moment, Moment)));
        Assert.That((second!.DisabledAt, second.UpdatedAt), Is.EqualTo((Moment, Moment)), "the first moment stays");
        Assert.That((await Store.ApiKeys.FindAsync("bbbbbbbbbbbb", default))!.DisabledAt, Is.Null);
        Assert.That(await Store.ApiKeys.DisableAsync("cccccccccccc", Moment, default), Is.Null);
    }

    private static object?[] Values(ApiKeyRecord key) =>
    [
        key.Id, key.Organization, key.Workspace, key.Description, key.PublicId, key.Hash, key.DisabledAt, key.ExpiresAt, key.CreatedAt,
        key.UpdatedAt,
    ];
}
