namespace TensorZero.Embedded;

/// <summary>How a gateway is called. Read once, when the client is made. Holds a secret, so it prints nothing of itself.</summary>
public sealed class TensorZeroClientOptions
{
    /// <summary>
    /// The gateway's API key. Null takes <c>TENSORZERO_API_KEY</c> from the environment, and sends none when that is not set. A secret:
    /// never logged or shown.
    /// </summary>
    public string? ApiKey { get; set; }

    /// <summary>
    /// How long a call may take, a stream from its beginning to its end; <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for any time.
    /// Default: 20 minutes, for a gateway gives its own providers 15.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(20);

    /// <summary>Changes the connections to the gateway (proxy, certificates) before their first use. Default: none.</summary>
    public Action<SocketsHttpHandler>? ConfigureHttp { get; set; }

    /// <summary>
    /// Gives the client for each request, in place of connections of its own; it is not disposed. Default: none. For a client factory:
    /// <c>options.HttpClient = () => factory.CreateClient("…")</c>.
    /// </summary>
    public Func<HttpMessageInvoker>? HttpClient { get; set; }

    /// <summary>The clock. Default: the container's <see cref="System.TimeProvider"/>, else the system's.</summary>
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>Where environment variables are read.</summary>
    internal Func<string, string?> EnvironmentVariable { get; set; } = Environment.GetEnvironmentVariable;
}
