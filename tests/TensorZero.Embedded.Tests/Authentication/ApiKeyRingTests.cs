using TensorZero.Embedded.Authentication;
using TensorZero.Embedded.Configuration.Binding;
using TensorZero.Embedded.Configuration.Sections.Gateway;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Storage.Sqlite;
using TensorZero.Embedded.Tests.Storage;
using TensorZero.Embedded.Tests.Storage.Sqlite;

namespace TensorZero.Embedded.Tests.Authentication;

internal sealed class ApiKeyRingTests
{
    private const string Unknown = "Error performing authentication: Provided API key does not exist in the database";
    private const string DisabledNow = "Error performing authentication: API key was disabled at: 2026-01-01 00:00:00 UTC";

    private static readonly TimeSpan AlmostTimeToLive = TimeSpan.FromMilliseconds(999);
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);

    private readonly TemporaryDatabase _database = new();
    private ManualTime _time = null!;
    private SqliteStore _store = null!;
    private ApiKeyRegistry _registry = null!;
    private AuthConfig _settings = null!;

    [SetUp]
    public void OpenStore()
    {
        _time = new ManualTime();
        _store = SqliteStore.Open(_database.Options, _time);
        _registry = new ApiKeyRegistry(_store.ApiKeys, new UuidV7Source(_time, new Random(7)), _time);
        _settings = new AuthConfig { Origin = Origin.None, Enabled = true };
    }

    [TearDown]
    public async Task CloseStore()
    {
        await _store.DisposeAsync();
        _database.Dispose();
    }

    [Test]
    public async Task A_key_opens_and_says_its_public_id()
    {
        var key = await CreateAsync();

        var check = await Ring().CheckHeaderAsync($"Bearer {key}", default);

        Assert.That(check, Is.EqualTo(ApiKeyCheck.Passed(IdOf(key))));
        Assert.That(check.Error, Is.Null);
    }

    [TestCase(null, "TensorZero authentication error: Error performing authentication: Authorization header is required")]
    [TestCase("", "TensorZero authentication error: Error performing authentication: Authorization header must start with 'Bearer '")]
    [TestCase("bearer x", "TensorZero authentication error: Error performing authentication: Authorization header must start with 'Bearer '")]
    [TestCase("Basic eDp5", "TensorZero authentication error: Error performing authentication: Authorization header must start with 'Bearer '")]
    [TestCase(
        "Bearer ",
        "TensorZero authentication error: Invalid format for TensorZero API key: API key must be of the form `sk-t0-<public_id>-<long_key>`")]
    [TestCase(
        "Bearer sk-t0-aaaaaaaaaaaa-bb",
        "TensorZero authentication error: Invalid format for TensorZero API key: Long key must be 48 characters")]
    [TestCase(
        "Bearer sk-t0-aaaaaaaaaaaa-bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
        "TensorZero authentication error: Error performing authentication: Provided API key does not exist in the database")]
    public async Task A_header_without_a_good_key_is_refused(string? header, string expected)
    {
        var check = await Ring().CheckHeaderAsync(header, default);

        Assert.That((check.PublicId, check.Error), Is.EqualTo(((string?)null, expected)));
    }

    [Test]
    public async Task A_wrong_secret_learns_nothing_about_the_key_cached_or_not()
    {
        var key = await CreateAsync();
        var forged = key[..^48] + new string('x', 48);
        await _registry.DisableAsync(IdOf(key), default);
        var ring = Ring();

        Assert.That((await ring.CheckAsync(forged, default)).Problem, Is.EqualTo(Unknown));
        Assert.That((await ring.CheckAsync(key, default)).Problem, Is.EqualTo(DisabledNow));
        Assert.That((await ring.CheckAsync(forged, default)).Problem, Is.EqualTo(Unknown));
    }

    [Test]
    public async Task A_disabled_key_is_refused_when_the_time_to_live_is_over()
    {
        var key = await CreateAsync();
        var ring = Ring();
        Assert.That(await Opens(ring, key), Is.True);
        await _registry.DisableAsync(IdOf(key), default);

        _time.Advance(AlmostTimeToLive);
        Assert.That(await Opens(ring, key), Is.True, "the answer is cached");
        _time.Advance(Instant);
        Assert.That((await ring.CheckAsync(key, default)).Problem, Is.EqualTo(DisabledNow));
    }

    [Test]
    public async Task A_key_in_constant_use_is_looked_up_again_all_the_same()
    {
        var key = await CreateAsync();
        var ring = Ring();
        var seen = new List<bool>();
        await ring.CheckAsync(key, default);
        await _registry.DisableAsync(IdOf(key), default);
        for (var i = 0; i < 4; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(300));
            seen.Add(await Opens(ring, key));
        }

        Assert.That(seen, Is.EqualTo(new[] { true, true, true, false }));
    }

    [Test]
    public async Task A_key_expires_while_it_is_cached()
    {
        var key = await CreateAsync(_time.GetUtcNow() + TimeSpan.FromMilliseconds(500));
        var ring = Ring();
        Assert.That(await Opens(ring, key), Is.True);

        _time.Advance(TimeSpan.FromMilliseconds(499));
        Assert.That(await Opens(ring, key), Is.True);
        _time.Advance(Instant);
        Assert.That(
            (await ring.CheckAsync(key, default)).Problem,
            Is.EqualTo("Error performing authentication: API key expired at: 2026-01-01 00:00:00.500 UTC"));
    }

    [Test]
    public async Task That_a_key_is_unknown_is_cached_too()
    {
        var (key, text) = ApiKey.Generate();
        var ring = Ring();
        Assert.That((await ring.CheckAsync(text, default)).Problem, Is.EqualTo(Unknown));
        await _store.ApiKeys.AddAsync(Some.ApiKey(key.PublicId, key.Hash), default);

        _time.Advance(AlmostTimeToLive);
        Assert.That(await Opens(ring, text), Is.False);
        _time.Advance(Instant);
        Assert.That(await Opens(ring, text), Is.True);
    }

    [Test]
    public async Task A_full_cache_forgets()
    {
        var ring = Ring(cacheCapacity: 2);
        var (first, firstText) = ApiKey.Generate();
        var (last, lastText) = ApiKey.Generate();
        await ring.CheckAsync(firstText, default);
        await ring.CheckAsync(ApiKey.Generate().Text, default);
        await ring.CheckAsync(lastText, default);

        await _store.ApiKeys.AddAsync(Some.ApiKey(first.PublicId, first.Hash), default);
        await _store.ApiKeys.AddAsync(Some.ApiKey(last.PublicId, last.Hash), default);

        Assert.That(await Opens(ring, lastText), Is.False, "the last answer is still cached");
        Assert.That(await Opens(ring, firstText), Is.True, "the first one had to go");
    }

    [Test]
    public async Task Without_a_cache_every_change_counts_at_once()
    {
        _settings = _settings with { CacheEnabled = false };
        var key = await CreateAsync();
        var ring = Ring();
        Assert.That(await Opens(ring, key), Is.True);
        await _registry.DisableAsync(IdOf(key), default);

        Assert.That(await Opens(ring, key), Is.False);
    }

    [Test]
    public async Task The_time_to_live_is_the_present_configuration_s()
    {
        var key = await CreateAsync();
        var ring = Ring();
        _settings = _settings with { CacheTimeToLive = TimeSpan.FromMinutes(1) };
        Assert.That(await Opens(ring, key), Is.True);
        await _registry.DisableAsync(IdOf(key), default);

        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.That(await Opens(ring, key), Is.True);
        _settings = _settings with { CacheTimeToLive = TimeSpan.FromSeconds(58) };
        Assert.That(await Opens(ring, key), Is.False);
    }

    [Test]
    public async Task A_failed_look_up_is_an_error_and_not_remembered()
    {
        var key = await CreateAsync();
        var ring = Ring();
        _database.Execute("ALTER TABLE api_key RENAME TO away");
        Assert.That(async () => await ring.CheckAsync(key, default), Throws.TypeOf<ObservabilityStoreException>());

        _database.Execute("ALTER TABLE away RENAME TO api_key");
        Assert.That(await Opens(ring, key), Is.True);
    }

    [Test]
    public async Task Many_requests_at_once_get_their_own_answers()
    {
        var ring = Ring(cacheCapacity: 3);
        var good = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => CreateAsync()));
        string[] keys = [.. good, .. good.Select(key => key[..^1] + (key[^1] == 'x' ? 'y' : 'x')), .. good.Select(_ => ApiKey.Generate().Text)];

        var checks = await Task.WhenAll(Enumerable.Range(0, 3000).Select(i => Task.Run(async () =>
        {
            var check = await ring.CheckAsync(keys[i % keys.Length], default);
            return check.PublicId == (i % keys.Length < good.Length ? IdOf(keys[i % keys.Length]) : null);
        })));

        Assert.That(checks, Is.All.True);
    }

    [Test]
    public async Task Without_a_database_nobody_enters()
    {
        var ring = new ApiKeyRing(store: null, () => _settings, _time);

        var check = await ring.CheckAsync(ApiKey.Generate().Text, default);

        Assert.That(
            check.Problem,
            Is.EqualTo("Error performing authentication: there is no database of API keys: observability is switched off"));
    }

    [Test]
    public void What_a_check_says_holds_no_secret()
    {
        var (key, text) = ApiKey.Generate();

        Assert.That($"{ApiKeyCheck.Passed(key.PublicId)} {Some.ApiKey(key.PublicId, key.Hash)}", Does.Not.Contain(text[^48..]).And.Not.Contain(key.Hash));
    }

    private ApiKeyRing Ring(int cacheCapacity = 100) => new(_store.ApiKeys, () => _settings, _time, cacheCapacity);

    private Task<string> CreateAsync(DateTimeOffset? expiresAt = null) => _registry.CreateAsync(null, expiresAt, default);

    private static async Task<bool> Opens(ApiKeyRing ring, string key) => (await ring.CheckAsync(key, default)).PublicId == IdOf(key);

    private static string IdOf(string key) => key.Substring("sk-t0-".Length, 12);
}
