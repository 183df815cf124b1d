using TensorZero.Embedded.Storage;

namespace TensorZero.Embedded.Engine;

/// <summary>What an application says in C# about its database.</summary>
internal sealed record DatabaseOptions
{
    /// <summary>Null for nothing.</summary>
    public string? SqlitePath { get; init; }

    /// <summary>Null for nothing. May hold a password.</summary>
    public string? ClickHouseUrl { get; init; }

    /// <summary>Null for nothing. May hold a password.</summary>
    public string? PostgresUrl { get; init; }

    /// <summary>Null when the application does not use PostgreSQL's package.</summary>
    public IStoreFactory? PostgresFactory { get; init; }

    /// <summary>What relative paths start from; null for the current folder.</summary>
    public string? ContentRoot { get; init; }

    /// <summary>Reads environment variables.</summary>
    public required Func<string, string?> Environment { get; init; }
}
