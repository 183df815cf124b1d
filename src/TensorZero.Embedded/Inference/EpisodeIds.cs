using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Inference;

/// <summary>The rules for episode ids that come from outside.</summary>
internal static class EpisodeIds
{
    private static readonly DateTimeOffset Earliest = DateTimeOffset.FromUnixTimeSeconds(1_579_751_960);

    /// <summary>Clocks of different machines differ a little; an id this far ahead is still of now.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(10);

    /// <exception cref="InvalidInferenceRequestException">The id is no UUIDv7 of the past.</exception>
    public static void Require(Guid episodeId, TimeProvider time)
    {
        if (episodeId.Version != 7)
        {
            throw Invalid($"Version must be 7, got {episodeId.Version}");
        }

        var made = UuidV7Source.TimestampOf(episodeId);
        if (made < Earliest)
        {
            throw Invalid("Timestamp is too early");
        }

        if (made > time.GetUtcNow() + ClockSkew)
        {
            throw Invalid("Timestamp is in the future");
        }
    }

    private static InvalidInferenceRequestException Invalid(string reason) =>
        new(InferenceRequestError.InvalidEpisodeId, $"Invalid Episode ID: {reason}. Leave it out to start an episode, or use one from a response.");
}
