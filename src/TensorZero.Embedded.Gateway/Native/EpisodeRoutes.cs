using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TensorZero.Embedded.Gateway.Http;

namespace TensorZero.Embedded.Gateway.Native;

/// <summary><c>GET /internal/episodes…</c>: what inferences of one episode have in common.</summary>
internal static class EpisodeRoutes
{
    private const int MostEpisodes = 100;

    public static async Task ListAsync(GatewayCall call)
    {
        var query = new EpisodeQuery
        {
            FunctionName = call.QueryText("function_name"),
            Before = call.QueryId("before"),
            After = call.QueryId("after"),
            Limit = call.QueryCount("limit") ?? 20,
        };
        Refuse(query.Limit is 0 or > MostEpisodes, $"Expected 1 to {MostEpisodes} as `limit` in the query string.");
        Refuse(query is { Before: not null, After: not null }, "Cannot specify both 'before' and 'after' parameters");
        await ListReply.SendAsync(call, "episodes", call.Engine.History.ListEpisodesAsync(query, call.Aborted), Write).ConfigureAwait(false);
    }

    /// <summary>How many answered inferences one episode has.</summary>
    public static async Task CountInferencesAsync(GatewayCall call)
    {
        var query = new InferenceQuery { EpisodeId = call.RouteId("episode_id") };
        var count = await call.Engine.History.CountAsync(query, call.Aborted).ConfigureAwait(false);
        await CountReply.SendAsync(call, "inference_count", count).ConfigureAwait(false);
    }

    /// <summary>The first and the last episode, and how many there are.</summary>
    public static async Task FindBoundsAsync(GatewayCall call)
    {
        var history = call.Engine.History;
        var count = await history.CountEpisodesAsync(cancellationToken: call.Aborted).ConfigureAwait(false);
        var first = await FindAsync(new EpisodeQuery { After = Guid.Empty, Limit = 1 }).ConfigureAwait(false);
        var last = await FindAsync(new EpisodeQuery { Limit = 1 }).ConfigureAwait(false);
        await call.ReplyAsync((first, last, count), static (writer, bounds) =>
        {
            writer.WriteStartObject();
            if (bounds is { first: { } first, last: { } last })
            {
                writer.WriteString("first_id"u8, first.EpisodeId);
                writer.WriteString("last_id"u8, last.EpisodeId);
            }

            writer.WriteNumber("count"u8, bounds.count);
            writer.WriteEndObject();
        }).ConfigureAwait(false);

        ValueTask<StoredEpisode?> FindAsync(EpisodeQuery query) =>
            history.ListEpisodesAsync(query, call.Aborted).FirstOrDefaultAsync(call.Aborted);
    }

    private static void Write(Utf8JsonWriter writer, StoredEpisode episode)
    {
        writer.WriteStartObject();
        writer.WriteString("episode_id"u8, episode.EpisodeId);
        writer.WriteNumber("count"u8, episode.InferenceCount);
        writer.WriteString("start_time"u8, episode.StartTime.UtcDateTime);
        writer.WriteString("end_time"u8, episode.EndTime.UtcDateTime);
        writer.WriteString("last_inference_id"u8, episode.LastInferenceId);
        writer.WriteEndObject();
    }

    private static void Refuse(bool condition, string message)
    {
        if (condition)
        {
            throw new GatewayException(StatusCodes.Status400BadRequest, message);
        }
    }
}
