using System.Globalization;
using TensorZero.Embedded;

namespace Quickstart;

/// <summary>Reads an episode back from the database and prints it.</summary>
internal static class RecordTable
{
    private const string Layout = "{0,-16} {1,-9} {2,-14} {3,13} {4,12} {5,8}  {6}";

    public static async Task PrintAsync(IInferenceHistory history, Guid episode, TextWriter output, CancellationToken cancellationToken)
    {
        output.WriteLine(string.Format(
            CultureInfo.InvariantCulture, Layout, "function", "variant", "model", "tokens in/out", "cost", "latency", "feedback"));

        // quote:history
        await history.FlushAsync(cancellationToken);
        var query = new InferenceQuery { EpisodeId = episode, OrderBy = [InferenceOrder.ByTimestamp(descending: false)] };
        await foreach (var inference in history.ListAsync(query, cancellationToken))
        {
            var calls = await history.GetModelInferencesAsync(inference.InferenceId, cancellationToken);
            var feedback = await history.GetFeedbackAsync(inference.InferenceId, cancellationToken);
            PrintRow(output, inference, calls[0], feedback);
        }
        // end

        foreach (var rating in await history.GetFeedbackAsync(episode, cancellationToken))
        {
            output.WriteLine($"episode {episode}: {Describe(rating)}");
        }
    }

    private static void PrintRow(
        TextWriter output, StoredInference inference, StoredModelInference call, IReadOnlyList<StoredFeedback> feedback) =>
        output.WriteLine(string.Format(
            CultureInfo.InvariantCulture,
            Layout,
            inference.FunctionName,
            inference.VariantName,
            call.ModelName,
            $"{call.Usage.InputTokens}/{call.Usage.OutputTokens}",
            call.Usage.Cost is { } cost ? $"${cost:0.000000}" : "unknown",
            $"{inference.ProcessingTime.TotalMilliseconds:0} ms",
            string.Join(", ", feedback.Select(Describe))));

    private static string Describe(StoredFeedback feedback) => feedback.Kind switch
    {
        FeedbackKind.Boolean => $"{feedback.MetricName}={feedback.BooleanValue}",
        FeedbackKind.Float => string.Create(CultureInfo.InvariantCulture, $"{feedback.MetricName}={feedback.FloatValue}"),
        FeedbackKind.Comment => "a comment",
        _ => "a demonstration",
    };
}
