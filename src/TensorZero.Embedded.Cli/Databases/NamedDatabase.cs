using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using TensorZero.Embedded.Postgres;
using TensorZero.Embedded.Storage;
using TensorZero.Embedded.Storage.ClickHouse;
using TensorZero.Embedded.Storage.Sqlite;

namespace TensorZero.Embedded.Cli.Databases;

/// <summary>A database that a command names by its address: a SQLite file, or the URL of a server.</summary>
/// <param name="Address">The path or URL. May hold a password.</param>
internal sealed record NamedDatabase(string Address)
{
    private bool IsUrl => Address.Contains("://", StringComparison.Ordinal);

    /// <summary>What it is called in messages: without user, password and query.</summary>
    public override string ToString() => !IsUrl ? Path.GetFullPath(Address)
        : Uri.TryCreate(Address, UriKind.Absolute, out var url)
            ? url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
        : "a URL that cannot be read";

    /// <summary>A short name for a copy between two, the same whenever it is made.</summary>
    public static string ShortNameOf(NamedDatabase from, NamedDatabase to) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{from} {to}")).AsSpan(0, 4));

    /// <summary>False for a SQLite file that is not there; a server's database is made where it is missing.</summary>
    public bool Exists => IsUrl || File.Exists(Address);

    /// <param name="create">Whether a SQLite file that is not there is made.</param>
    /// <exception cref="TensorZeroException">There is no such database, or it cannot be used.</exception>
    public OpenedStore Open(bool create)
    {
        if (IsUrl)
        {
            return Factory().Open(Address, new StoreSettings(TimeProvider.System, NullLoggerFactory.Instance));
        }

        if (!create && !Exists)
        {
            throw new TensorZeroException($"There is no database {this}.");
        }

        var store = SqliteStore.Open(new SqliteOptions { Path = Path.GetFullPath(Address) }, TimeProvider.System);
        return new OpenedStore(store, store.ApiKeys);
    }

    /// <summary>Lets an engine record in it.</summary>
    public void ChooseFor(TensorZeroOptions options)
    {
        if (!IsUrl)
        {
            options.SqlitePath = Path.GetFullPath(Address);
        }
        else if (Factory() == ClickHouseStoreFactory.Instance)
        {
            options.ClickHouseUrl = Address;
        }
        else
        {
            options.UsePostgres(Address);
        }
    }

    private IStoreFactory Factory() => Address[..Address.IndexOf("://", StringComparison.Ordinal)] switch
    {
        "http" or "https" => ClickHouseStoreFactory.Instance,
        "postgres" or "postgresql" => PostgresStoreFactory.Instance,
        _ => throw new TensorZeroException(
            $"{this}: no database has such an address; write a path for SQLite, http or https for ClickHouse, postgres for PostgreSQL."),
    };
}
