namespace TensorZero.Embedded.Providers;

/// <summary>
/// One entry of a model's <c>providers</c>, compiled: it knows its address, model name and credentials. Thread-safe; lives as long
/// as the configuration it came from.
/// </summary>
public abstract class ModelProvider
{
    /// <summary>The provider's type, such as <c>openai</c>: the configuration's <c>type</c>.</summary>
    public abstract string Type { get; }

    /// <summary>What the provider itself calls the model, for traces and metrics. Default: null, which tells the name of the configuration.</summary>
    public virtual string? ModelName => null;

    /// <summary>Asks and waits for the whole answer.</summary>
    /// <exception cref="ProviderException">The provider did not answer as it should. Anything else but cancellation counts likewise.</exception>
    public abstract ValueTask<ProviderResponse> InferAsync(ModelRequest request, ProviderCall call, CancellationToken cancellationToken);

    /// <summary>
    /// Asks and hands out the answer's pieces as they arrive. The sequence ends only after the provider's terminal event; a reply
    /// that stops earlier ends in <see cref="ProviderFailure.TruncatedReply"/>.
    /// </summary>
    /// <exception cref="ProviderException">Before or between pieces: the provider did not answer as it should.</exception>
    public abstract IAsyncEnumerable<ProviderChunk> InferStreamingAsync(
        ModelRequest request, ProviderCall call, CancellationToken cancellationToken);
}
