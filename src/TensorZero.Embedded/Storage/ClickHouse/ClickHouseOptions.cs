namespace TensorZero.Embedded.Storage.ClickHouse;

/// <summary>How patient to be with a server.</summary>
internal sealed record ClickHouseOptions
{
    /// <summary>How long a connection may take to be made.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the server may say nothing, before its answer or in the middle of it. An answer may take longer than that.</summary>
    public TimeSpan SilenceTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long an unused connection is kept: less than any server's keep-alive, or a request would meet a connection that is being closed.
    /// </summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(2.5);

    public int MaxConnections { get; init; } = 32;
}
