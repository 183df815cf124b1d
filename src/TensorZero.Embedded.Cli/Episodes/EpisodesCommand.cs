using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using TensorZero.Embedded.Cli.Databases;
using TensorZero.Embedded.Cli.Output;

namespace TensorZero.Embedded.Cli.Episodes;

/// <summary><c>tensorzero episodes list</c>: episodes, newest first.</summary>
internal static class EpisodesCommand
{
    private static readonly string[] Heading = ["EPISODE", "INFERENCES", "START", "END", "LAST INFERENCE"];

    public static Command Create()
    {
        var database = new CommandDatabase();
        var command = new Command("episodes", "Shows what inferences of one episode have in common.") { CreateList(database) };
        database.AddOptionsTo(command);
        return command;
    }

    private static Command CreateList(CommandDatabase database)
    {
        var function = new Option<string?>("--function") { Description = "Only those with an inference of this function.", HelpName = "NAME" };
        var before = new Option<Guid?>("--before") { Description = "Only those older than this episode.", HelpName = "ID" };
        var limit = LimitOption.Create();
        var format = FormatOption.Create("A table, or one JSON object a line.");
        var command = new Command("list", "Lists episodes of answered inferences, newest first.") { function, before, limit, format };
        command.SetAction((parsed, cancellationToken) => database.RunAsync(parsed, create: false, async store =>
        {
            var query = new EpisodeQuery
            {
                FunctionName = parsed.GetValue(function),
                Before = parsed.GetValue(before),
                Limit = parsed.GetValue(limit),
            };
            var episodes = await store.Episodes.ListAsync(query, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
            Answer.Write(parsed, parsed.GetValue(format) == "json", Heading, episodes, RowOf, Write);
            return ExitCode.Success;
        }));
        return command;
    }

    private static string[] RowOf(StoredEpisode episode) =>
    [
        episode.EpisodeId.ToString(),
        episode.InferenceCount.ToString(CultureInfo.InvariantCulture),
        Moment.Show(episode.StartTime),
        Moment.Show(episode.EndTime),
        episode.LastInferenceId.ToString(),
    ];

    private static void Write(Utf8JsonWriter json, StoredEpisode episode)
    {
        json.WriteStartObject();
        json.WriteString("episode_id"u8, episode.EpisodeId);
        json.WriteNumber("count"u8, episode.InferenceCount);
        json.WriteString("start_time"u8, episode.StartTime.UtcDateTime);
        json.WriteString("end_time"u8, episode.EndTime.UtcDateTime);
        json.WriteString("last_inference_id"u8, episode.LastInferenceId);
        json.WriteEndObject();
    }
}
