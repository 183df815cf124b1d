using System.Net.Http.Headers;
using System.Text;

namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>
/// A server and a database on it, from a URL as TensorZero takes it: <c>http[s]://user:password@host:port/database?setting=value</c>.
/// </summary>
internal sealed class ClickHouseAddress
{
    private const string DefaultDatabase = "default";
    private const string Expected = "expected is http[s]://user:password@host:port/database";

    private ClickHouseAddress(Uri server, string database, string user, string password, IReadOnlyList<KeyValuePair<string, string>> settings)
    {
        Server = server;
        Database = database;
        Settings = settings;
        Credentials = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
    }

    /// <summary>Scheme, host and port; nothing secret.</summary>
    public Uri Server { get; }

    public string Database { get; }

    /// <summary>What every request carries to say who asks.</summary>
    public AuthenticationHeaderValue Credentials { get; }

    /// <summary>The URL's own settings, for every query.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Settings { get; }

    /// <summary>Whether bodies are compressed, both ways: ClickHouse's own setting says so.</summary>
    public bool Compresses => !Settings.Any(setting => setting is { Key: "enable_http_compression", Value: "0" });

    /// <summary>How messages name the database.</summary>
    public override string ToString() => $"{Database} at {Server.Authority}";

    /// <exception cref="ObservabilityStoreException">It is no such URL. The message does not repeat it: it may hold a password.</exception>
    public static ClickHouseAddress Parse(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri))
        {
            throw Wrong("it is no URL");
        }

        if (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
        {
            throw Wrong(uri.Scheme is "clickhouse" or "clickhousedb"
                ? $"the scheme `{uri.Scheme}` is that of another protocol: write http or https, with the port of ClickHouse's HTTP interface"
                : "its scheme is neither http nor https");
        }

        if (uri.Host.Length == 0)
        {
            throw Wrong("it names no host");
        }

        var settings = ReadSettings(uri.Query);
        if (settings.Any(setting => setting.Key == "database"))
        {
            throw Wrong("the query string `database` is not allowed: the database is the path");
        }

        var (user, password) = ReadUser(uri.UserInfo, settings);
        return new ClickHouseAddress(
            new UriBuilder(uri.Scheme, uri.Host, uri.Port).Uri,
            ReadDatabase(uri.AbsolutePath),
            user,
            password,
            [.. settings.Where(setting => setting.Key is not ("user" or "password"))]);
    }

    private static string ReadDatabase(string path)
    {
        var name = path.Trim('/');
        return name.Contains('/') ? throw Wrong("its path has several parts: it is one name, that of the database")
            : name.Length == 0 ? DefaultDatabase
            : Uri.UnescapeDataString(name);
    }

    /// <summary>ClickHouse takes them as query strings, too.</summary>
    private static (string User, string Password) ReadUser(string userInfo, List<KeyValuePair<string, string>> settings)
    {
        var colon = userInfo.IndexOf(':', StringComparison.Ordinal);
        var user = Uri.UnescapeDataString(colon < 0 ? userInfo : userInfo[..colon]);
        var password = colon < 0 ? "" : Uri.UnescapeDataString(userInfo[(colon + 1)..]);
        return (
            user.Length > 0 ? user : ValueOf("user") ?? "default",
            password.Length > 0 ? password : ValueOf("password") ?? "");

        string? ValueOf(string key) => settings.LastOrDefault(setting => setting.Key == key).Value;
    }

    private static List<KeyValuePair<string, string>> ReadSettings(string query)
    {
        var settings = new List<KeyValuePair<string, string>>();
        foreach (var part in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var key = equals < 0 ? part : part[..equals];
            settings.Add(new(Decode(key), equals < 0 ? "" : Decode(part[(equals + 1)..])));
        }

        return settings;

        static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
    }

    private static ObservabilityStoreException Wrong(string problem) => new(
        ObservabilityStoreFailure.Unavailable, $"The address of the ClickHouse database is wrong: {problem}; {Expected}.");
}
