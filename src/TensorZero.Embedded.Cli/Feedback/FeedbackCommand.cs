using System.CommandLine;
using System.Globalization;
using TensorZero.Embedded.Cli.Databases;
using TensorZero.Embedded.Cli.Output;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Cli.Feedback;

/// <summary><c>tensorzero feedback list</c> and <c>latest</c>: what was said about inferences and episodes.</summary>
internal static class FeedbackCommand
{
    private static readonly string[] Heading = ["FEEDBACK", "TIME", "KIND", "METRIC", "TARGET", "VALUE"];

    public static Command Create()
    {
        var database = new CommandDatabase();
        var command = new Command("feedback", "Shows what was said about inferences and episodes.")
        {
            CreateList(database),
            CreateLatest(database),
        };
        database.AddOptionsTo(command);
        return command;
    }

    private static Command CreateList(CommandDatabase database)
    {
        var options = new FeedbackOptions();
        var format = CreateFormat();
        var command = new Command("list", "Lists feedback, newest first.") { format };
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) => database.RunAsync(parsed, create: false, async store =>
        {
            var feedback = await store.Feedback
                .ListAsync(options.QueryOf(parsed), cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
            Answer.Write(parsed, parsed.GetValue(format) == "json", Heading, feedback, RowOf, StoredFeedbackWriter.Write);
            return ExitCode.Success;
        }));
        return command;
    }

    private static Command CreateLatest(CommandDatabase database)
    {
        var target = new Argument<Guid>("TARGET") { Description = "The inference or the episode." };
        var format = CreateFormat();
        var command = new Command("latest", "Shows of each metric of a target the feedback that counts: the latest.") { target, format };
        command.SetAction((parsed, cancellationToken) => database.RunAsync(parsed, create: false, async store =>
        {
            var latest = new SortedDictionary<string, StoredFeedback>(StringComparer.Ordinal);
            var query = new FeedbackQuery { TargetId = parsed.GetRequiredValue(target), Limit = null };
            await foreach (var feedback in store.Feedback.ListAsync(query, cancellationToken).ConfigureAwait(false))
            {
                if (feedback.MetricName is { } metric)
                {
                    _ = latest.TryAdd(metric, feedback);
                }
            }

            Answer.Write(parsed, parsed.GetValue(format) == "json", Heading, [.. latest.Values], RowOf, StoredFeedbackWriter.Write);
            return ExitCode.Success;
        }));
        return command;
    }

    private static Option<string> CreateFormat() =>
        FormatOption.Create("A table, or one JSON object a line, as TensorZero's API lists feedback.");

    private static string[] RowOf(StoredFeedback feedback) =>
    [
        feedback.FeedbackId.ToString(),
        Moment.Show(feedback.Timestamp),
        EnumWords<FeedbackKind>.Of(feedback.Kind),
        feedback.MetricName ?? "",
        feedback.TargetId.ToString(),
        feedback switch
        {
            { BooleanValue: { } value } => value ? "true" : "false",
            { FloatValue: { } value } => value.ToString(CultureInfo.InvariantCulture),
            { Demonstration.Output: { } output } => output.Raw ?? "",
            { Demonstration: { } demonstration } => string.Join(' ', demonstration.Content.OfType<TextBlock>().Select(block => block.Text)),
            _ => feedback.Comment ?? "",
        },
    ];
}
