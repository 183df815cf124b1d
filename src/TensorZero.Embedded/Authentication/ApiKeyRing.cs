using System.Globalization;
using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Configuration.Sections.Gateway;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Authentication;

/// <summary>Checks the keys that requests to the gateway carry. Thread-safe.</summary>
/// <param name="store">Where keys are kept; null when observability is off.</param>
/// <param name="settings">The present configuration's <c>gateway.auth</c>; a reload changes it.</param>
/// <param name="time">The clock.</param>
/// <param name="cacheCapacity">How many public ids are remembered.</param>
internal sealed class ApiKeyRing(IApiKeyStore? store, Func<AuthConfig> settings, TimeProvider time, int cacheCapacity = 10_000)
{
    private const string Scheme = "Bearer ";

    private readonly ApiKeyCache _cache = new(cacheCapacity, time);

    /// <summary>Whether requests need a key.</summary>
    public bool IsRequired => settings().Enabled;

    /// <summary>For the gateway's start: without a database of keys, a gateway that needs them would refuse everything.</summary>
    /// <exception cref="ConfigurationException">Keys are needed, but observability is off.</exception>
    public void RequireStore()
    {
        var auth = settings();
        if (auth.Enabled && store is null)
        {
            var problems = new ProblemList();
            problems.ErrorInKey(
                auth.Origin,
                "enabled",
                "API keys are kept in the database of `gateway.observability`, which is switched off; remove "
                + "`gateway.observability.enabled = false` or `gateway.auth.enabled = true`");
            problems.ThrowIfErrors();
        }
    }

    /// <summary>Checks a request by its <c>Authorization</c> header; null when it has none.</summary>
    /// <exception cref="ObservabilityStoreException">The database cannot be read.</exception>
    public ValueTask<ApiKeyCheck> CheckHeaderAsync(string? authorization, CancellationToken cancellationToken) =>
        authorization is null ? new(ApiKeyCheck.Refused("Authorization header is required"))
        : !authorization.StartsWith(Scheme, StringComparison.Ordinal)
            ? new(ApiKeyCheck.Refused($"Authorization header must start with '{Scheme}'"))
        : CheckAsync(authorization.AsSpan(Scheme.Length), cancellationToken);

    /// <summary>Checks a request by its key.</summary>
    /// <exception cref="ObservabilityStoreException">The database cannot be read.</exception>
    public ValueTask<ApiKeyCheck> CheckAsync(ReadOnlySpan<char> text, CancellationToken cancellationToken)
    {
        if (!ApiKey.TryParse(text, out var key, out var problem))
        {
            return new(ApiKeyCheck.BadFormat(problem));
        }

        var auth = settings();
        return auth.CacheEnabled && _cache.TryFind(key.PublicId, auth.CacheTimeToLive, out var record)
            ? new(Judge(key, record))
            : LookUpAsync(key, auth.CacheEnabled, cancellationToken);
    }

    private async ValueTask<ApiKeyCheck> LookUpAsync(ApiKey key, bool keep, CancellationToken cancellationToken)
    {
        if (store is null)
        {
            return ApiKeyCheck.Refused("there is no database of API keys: observability is switched off");
        }

        var askedAt = time.GetTimestamp();
        var record = await store.FindAsync(key.PublicId, cancellationToken).ConfigureAwait(false);
        if (keep)
        {
            _cache.Keep(key.PublicId, record, askedAt);
        }

        return Judge(key, record);
    }

    /// <summary>A wrong secret is told nothing about the key. Time goes on while an answer is cached, so expiry is judged each time.</summary>
    private ApiKeyCheck Judge(ApiKey key, ApiKeyRecord? record) =>
        record is null || !key.HasHash(record.Hash) ? ApiKeyCheck.Refused("Provided API key does not exist in the database")
        : record.DisabledAt is { } disabledAt ? ApiKeyCheck.Refused($"API key was disabled at: {Show(disabledAt)}")
        : record.ExpiresAt is { } expiresAt && expiresAt <= time.GetUtcNow() ? ApiKeyCheck.Refused($"API key expired at: {Show(expiresAt)}")
        : ApiKeyCheck.Passed(record.PublicId);

    /// <summary>As TensorZero shows times: the milliseconds only when there are any.</summary>
    private static string Show(DateTimeOffset moment) => moment.ToUniversalTime().ToString(
        moment.Millisecond == 0 ? "yyyy-MM-dd HH:mm:ss 'UTC'" : "yyyy-MM-dd HH:mm:ss.fff 'UTC'", CultureInfo.InvariantCulture);
}
