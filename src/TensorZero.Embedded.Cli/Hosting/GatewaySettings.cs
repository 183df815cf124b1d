namespace TensorZero.Embedded.Cli.Hosting;

/// <summary>What the command line asks of the gateway.</summary>
/// <param name="Configuration">The configuration.</param>
internal sealed record GatewaySettings(TensorZeroConfiguration Configuration)
{
    /// <summary>Null: the environment, then the configuration, then 127.0.0.1:3000.</summary>
    public string? BindAddress { get; init; }

    public LogFormat LogFormat { get; init; }

    /// <summary>Whether strangers may use a gateway that other machines can reach.</summary>
    public bool AllowUnauthenticated { get; init; }

    /// <summary>Whether the configuration is loaded anew when its files change.</summary>
    public bool ReloadOnChange { get; init; }

    /// <summary>How long requests under way may take to their end after a signal.</summary>
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Reads environment variables.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;
}
