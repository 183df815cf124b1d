using Npgsql;

namespace TensorZero.Embedded.Postgres.Connections;

/// <summary>Which database: a URL as TensorZero's environment variable has it, or a connection string of Npgsql.</summary>
internal sealed class PostgresAddress
{
    private PostgresAddress(NpgsqlConnectionStringBuilder connection)
    {
        ConnectionString = connection.ConnectionString;
        Name = $"{connection.Database ?? connection.Username} on {connection.Host}:{connection.Port}";
        FolderName = string.Concat($"postgres-{connection.Host}-{connection.Port}-{connection.Database ?? connection.Username}"
            .Select(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' ? letter : '_'));
    }

    /// <summary>With the password.</summary>
    public string ConnectionString { get; }

    /// <summary>How messages name the database.</summary>
    public string Name { get; }

    /// <summary>Names the database as a folder can be called.</summary>
    public string FolderName { get; }

    /// <param name="address">The URL or the connection string.</param>
    /// <param name="poolSize">How many connections are held at most, unless the address says it.</param>
    /// <exception cref="ObservabilityStoreException">It is neither. The message holds nothing of it.</exception>
    public static PostgresAddress Parse(string address, int poolSize)
    {
        var connection = PostgresUrl.IsUrl(address) ? PostgresUrl.Parse(address) : ParseConnectionString(address);
        if (string.IsNullOrEmpty(connection.Host))
        {
            throw Malformed("it names no host");
        }

        SetDefault(connection, "Maximum Pool Size", () => connection.MaxPoolSize = Math.Max(poolSize, connection.MinPoolSize));
        SetDefault(connection, "Application Name", () => connection.ApplicationName = "TensorZero.Embedded");
        SetDefault(connection, "TCP Keepalive", () => connection.TcpKeepAlive = true);

        // Statistics and deletions over years of records may take a while; whoever waits for them can stop them.
        SetDefault(connection, "Command Timeout", () => connection.CommandTimeout = 300);
        return new PostgresAddress(connection);
    }

    public override string ToString() => Name;

    public static ObservabilityStoreException Malformed(string problem) => new(
        ObservabilityStoreFailure.Unavailable,
        $"The address of the PostgreSQL database cannot be used: {problem}. It is a URL such as postgres://user:password@host:5432/database "
        + "or a connection string such as Host=host;Database=database;Username=user;Password=….");

    // What the driver says about a wrong connection string may quote the password, so it goes no further.
    private static NpgsqlConnectionStringBuilder ParseConnectionString(string address)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(address);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            throw Malformed("it has a key or a value that is not known");
        }
    }

    private static void SetDefault(NpgsqlConnectionStringBuilder connection, string key, Action set)
    {
        // ContainsKey tells whether there is such a key at all.
        if (!connection.Keys.Any(said => said == key))
        {
            set();
        }
    }
}
