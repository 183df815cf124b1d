using System.Globalization;
using Npgsql;

namespace TensorZero.Embedded.Postgres.Connections;

/// <summary>Reads <c>postgres://user:password@host:port/database?sslmode=…</c>.</summary>
internal static class PostgresUrl
{
    private static readonly string[] Schemes = ["postgres://", "postgresql://"];

    public static bool IsUrl(string address) => Schemes.Any(scheme => address.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));

    /// <exception cref="ObservabilityStoreException">It is malformed. The message holds nothing of it but the name of a parameter.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string url)
    {
        var (beforeQuery, query) = Cut(url[(url.IndexOf("://", StringComparison.Ordinal) + 3)..], '?');
        var (authority, database) = Cut(beforeQuery, '/');
        var at = authority.LastIndexOf('@');
        var (user, password) = Cut(authority[..Math.Max(at, 0)], ':');

        var connection = new NpgsqlConnectionStringBuilder();
        SetHost(connection, authority[(at + 1)..]);
        Set(user, value => connection.Username = value);
        Set(password, value => connection.Password = value);
        Set(database, value => connection.Database = value);
        foreach (var parameter in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (key, value) = Cut(parameter, '=');
            SetParameter(connection, Decode(key), Decode(value));
        }

        return connection;
    }

    private static void SetHost(NpgsqlConnectionStringBuilder connection, string host)
    {
        if (host.Contains(','))
        {
            connection.Host = Decode(host);
            return;
        }

        var colon = host.LastIndexOf(':');
        if (colon >= 0 && host[^1] != ']')
        {
            connection.Port = Port(host[(colon + 1)..]);
            host = host[..colon];
        }

        // An address of version 6 stands in brackets.
        connection.Host = Decode(host.Trim('[', ']'));
    }

    private static void SetParameter(NpgsqlConnectionStringBuilder connection, string key, string value)
    {
        switch (key)
        {
            case "sslmode":
                connection.SslMode = SslModeOf(value);
                break;
            case "sslrootcert":
                connection.RootCertificate = value;
                break;
            case "sslcert":
                connection.SslCertificate = value;
                break;
            case "sslkey":
                connection.SslKey = value;
                break;
            case "application_name":
                connection.ApplicationName = value;
                break;
            case "options":
                connection.Options = value;
                break;
            case "connect_timeout":
                connection.Timeout = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= 1024
                    ? seconds
                    : throw PostgresAddress.Malformed("connect_timeout is a number of seconds up to 1024");
                break;
            case "host":
                connection.Host = value;
                break;
            case "port":
                connection.Port = Port(value);
                break;
            case "user":
                connection.Username = value;
                break;
            case "password":
                connection.Password = value;
                break;
            case "dbname":
                connection.Database = value;
                break;
            case "statement-cache-capacity":
                break;
            default:
                throw PostgresAddress.Malformed($"there is no parameter `{key}`");
        }
    }

    private static SslMode SslModeOf(string value) => value switch
    {
        "disable" => SslMode.Disable,
        "allow" => SslMode.Allow,
        "prefer" => SslMode.Prefer,
        "require" => SslMode.Require,
        "verify-ca" => SslMode.VerifyCA,
        "verify-full" => SslMode.VerifyFull,
        _ => throw PostgresAddress.Malformed("sslmode is one of disable, allow, prefer, require, verify-ca and verify-full"),
    };

    private static int Port(string text) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0
            ? port
            : throw PostgresAddress.Malformed("its port is no number from 1 to 65535");

    private static void Set(string value, Action<string> set)
    {
        if (value.Length > 0)
        {
            set(Decode(value));
        }
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text);

    private static (string Before, string After) Cut(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is >= 0 and var place ? (text[..place], text[(place + 1)..]) : (text, "");
}
