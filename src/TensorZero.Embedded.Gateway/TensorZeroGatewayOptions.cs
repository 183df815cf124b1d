namespace TensorZero.Embedded.Gateway;

/// <summary>How the engine is served over HTTP. Read once, when the routes are mapped.</summary>
public sealed class TensorZeroGatewayOptions
{
    private const long LargestBody = 1024 * 1024 * 1024;

    /// <summary>Which engine, of those added with <c>AddKeyedTensorZero</c>. Default: null, the one of <c>AddTensorZero</c>.</summary>
    public object? EngineKey { get; set; }

    /// <summary>How many bytes a request's body may have, unpacked; from 1 to 1,073,741,824 (1 GB). Default: 100 MB (104,857,600).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of that range.</exception>
    public long MaxRequestBytes
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, LargestBody);
            field = value;
        }
    } = 100 * 1024 * 1024;

    /// <summary>
    /// How long a stream may be silent before a comment is sent, so that proxies in between do not take it for dead. Default: 15 seconds.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not greater than zero.</exception>
    public TimeSpan KeepAliveInterval
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Whether the OpenAI-compatible API is also served without its prefix, at <c>/v1/chat/completions</c>, <c>/v1/models</c> and
    /// <c>/v1/responses</c>. Default: false.
    /// </summary>
    public bool ServeOpenAIWithoutPrefix { get; set; }

    /// <summary>
    /// Whether every other path below is answered with TensorZero's error for an unknown route, rather than by the application's own
    /// routes. Default: false.
    /// </summary>
    public bool AnswerUnknownRoutes { get; set; }
}
