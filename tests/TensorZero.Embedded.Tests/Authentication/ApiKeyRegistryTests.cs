using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Tests.Authentication;

/// <summary>Keys as a whole engine serves them.</summary>
internal sealed class ApiKeyRegistryTests
{
    private readonly ManualTime _time = new();

    [Test]
    public async Task A_key_is_made_checked_listed_and_disabled()
    {
        await using var engine = await StartAsync("[gateway.auth]\nenabled = true");
        var created = _time.GetUtcNow();
        var key = await engine.ApiKeys.CreateAsync("for the shop", created.AddDays(1), default);
        var publicId = key.Substring("sk-t0-".Length, 12);

        Assert.That((await engine.ApiKeyRing.CheckHeaderAsync($"Bearer {key}", default)).PublicId, Is.EqualTo(publicId));

        _time.Advance(TimeSpan.FromMinutes(1));
        var disabled = await engine.ApiKeys.DisableAsync(publicId, default);

        Assert.That(disabled!.DisabledAt, Is.EqualTo(_time.GetUtcNow()));
        Assert.That((await engine.ApiKeyRing.CheckHeaderAsync($"Bearer {key}", default)).PublicId, Is.Null);
        var listed = (await ListAsync(engine)).Single();
        Assert.That(
            (listed.PublicId, listed.Description, listed.Organization, listed.Workspace, listed.CreatedAt, listed.ExpiresAt, listed.UpdatedAt),
            Is.EqualTo((publicId, "for the shop", "default", "default", created, created.AddDays(1), _time.GetUtcNow())));
        Assert.That(key, Does.Not.Contain(listed.Hash));
    }

    [Test]
    public async Task Disabling_again_keeps_the_first_moment_and_an_unknown_key_is_null()
    {
        await using var engine = await StartAsync("");
        var publicId = (await engine.ApiKeys.CreateAsync(null, null, default)).Substring("sk-t0-".Length, 12);
        var first = await engine.ApiKeys.DisableAsync(publicId, default);
        _time.Advance(TimeSpan.FromMinutes(1));

        var second = await engine.ApiKeys.DisableAsync(publicId, default);

        Assert.That((second!.DisabledAt, second.UpdatedAt), Is.EqualTo((first!.DisabledAt, first.UpdatedAt)));
        Assert.That(await engine.ApiKeys.DisableAsync("aaaaaaaaaaaa", default), Is.Null);
    }

    [Test]
    public async Task A_key_that_would_have_expired_is_not_made()
    {
        await using var engine = await StartAsync("");

        Assert.That(
            async () => await engine.ApiKeys.CreateAsync(null, _time.GetUtcNow(), default),
            Throws.ArgumentException.With.Message.StartsWith("The expiration of an API key must be in the future."));
        Assert.That(await ListAsync(engine), Is.Empty);
    }

    [Test]
    public async Task The_cache_s_settings_are_the_configuration_s_after_a_reload_too()
    {
        await using var engine = await StartAsync("[gateway.auth]\nenabled = true\ncache.ttl_ms = 60000");
        var key = await engine.ApiKeys.CreateAsync(null, null, default);
        await engine.ApiKeyRing.CheckAsync(key, default);
        await engine.ApiKeys.DisableAsync(key.Substring("sk-t0-".Length, 12), default);
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.That((await engine.ApiKeyRing.CheckAsync(key, default)).PublicId, Is.Not.Null);

        await engine.ReloadAsync(TensorZeroConfiguration.FromToml("[gateway.auth]\nenabled = false\ncache.enabled = false"));

        Assert.That(engine.ApiKeyRing.IsRequired, Is.False);
        Assert.That((await engine.ApiKeyRing.CheckAsync(key, default)).PublicId, Is.Null);
    }

    [Test]
    public async Task Keys_without_observability_are_an_error_of_the_gateway_not_of_the_engine()
    {
        await using var engine = await StartAsync("[gateway]\nobservability.enabled = false\n\n[gateway.auth]\nenabled = true");

        Assert.That(engine.ApiKeyRing.IsRequired, Is.True);
        Assert.That(
            engine.ApiKeyRing.RequireStore,
            Throws.TypeOf<ConfigurationException>().With.Message.EndsWith(
                ":5:11 gateway.auth.enabled: API keys are kept in the database of `gateway.observability`, which is switched off; remove "
                + "`gateway.observability.enabled = false` or `gateway.auth.enabled = true`"));
        Assert.That(
            async () => await engine.ApiKeys.CreateAsync(null, null, default),
            Throws.TypeOf<ObservabilityStoreException>().With.Property("Failure").EqualTo(ObservabilityStoreFailure.Disabled));
    }

    [TestCase("")]
    [TestCase("[gateway.auth]\nenabled = true")]
    [TestCase("[gateway]\nobservability.enabled = false")]
    public async Task Every_other_configuration_can_serve(string toml)
    {
        await using var engine = await StartAsync(toml);

        Assert.That(engine.ApiKeyRing.RequireStore, Throws.Nothing);
    }

    private Task<TensorZeroEngine> StartAsync(string toml) => TensorZeroEngine.CreateAsync(new TensorZeroOptions
    {
        Configuration = TensorZeroConfiguration.FromToml(toml),
        SqlitePath = ":memory:",
        TimeProvider = _time,
    });

    private static async Task<List<ApiKeyRecord>> ListAsync(TensorZeroEngine engine)
    {
        var keys = new List<ApiKeyRecord>();
        await foreach (var key in engine.ApiKeys.ListAsync(default))
        {
            keys.Add(key);
        }

        return keys;
    }
}
