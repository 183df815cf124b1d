using TensorZero.Embedded.Remote;

namespace TensorZero.Embedded;

/// <summary>
/// A gateway elsewhere, called through the interfaces that the engine has in the process: the same requests, answers and errors. Programs
/// with a container get it from <c>services.AddTensorZeroClient(…)</c>. Thread-safe; one per gateway, for it owns the connections.
/// </summary>
public sealed class TensorZeroClient : IDisposable
{
    private readonly GatewayConnection _connection;

    private TensorZeroClient(GatewayConnection connection)
    {
        _connection = connection;
        Inference = new RemoteInferenceClient(connection);
        Feedback = new RemoteFeedbackClient(connection);
    }

    /// <summary>Calls functions and models of the gateway.</summary>
    public IInferenceClient Inference { get; }

    /// <summary>Says how good answers were, and what they should have been.</summary>
    public IFeedbackClient Feedback { get; }

    /// <summary>Makes a client. Nothing is sent before the first call.</summary>
    /// <param name="gateway">The gateway's address, with its base path if it has one, such as <c>http://localhost:3000</c>.</param>
    /// <param name="apiKey">The gateway's API key; null takes <c>TENSORZERO_API_KEY</c>, and sends none when that is not set.</param>
    /// <exception cref="ArgumentException">The address is no absolute http or https URL, or no header can carry the key.</exception>
    public static TensorZeroClient Connect(Uri gateway, string? apiKey = null) =>
        Connect(gateway, new TensorZeroClientOptions { ApiKey = apiKey });

    /// <summary>Makes a client. Nothing is sent before the first call.</summary>
    /// <param name="gateway">The gateway's address, with its base path if it has one, such as <c>http://localhost:3000</c>.</param>
    /// <param name="options">How it is called.</param>
    /// <exception cref="ArgumentException">The address is no absolute http or https URL, or no header can carry the key.</exception>
    public static TensorZeroClient Connect(Uri gateway, TensorZeroClientOptions options)
    {
        GatewayAddress.Require(gateway);
        ArgumentNullException.ThrowIfNull(options);
        return new TensorZeroClient(new GatewayConnection(gateway, options));
    }

    /// <summary>Closes the connections. Calls under way break.</summary>
    public void Dispose() => _connection.Dispose();
}
