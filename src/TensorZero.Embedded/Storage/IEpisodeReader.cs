namespace TensorZero.Embedded.Storage;

/// <summary>Reads episodes: what the answered inferences with one episode id have in common.</summary>
internal interface IEpisodeReader
{
    /// <summary>By episode id, newest first; with <see cref="EpisodeQuery.After"/> still so, of those nearest to it.</summary>
    IAsyncEnumerable<StoredEpisode> ListAsync(EpisodeQuery query, CancellationToken cancellationToken);

    /// <summary>How many episodes there are, of a function or of all.</summary>
    ValueTask<long> CountAsync(string? functionName, CancellationToken cancellationToken);
}
