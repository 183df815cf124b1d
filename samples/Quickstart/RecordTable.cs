using System.Globalization;
using TensorZero.Embedded;

namespace Quickstart;

/// <summary>Reads an episode back from the database and prints it.</summary>
internal static class RecordTable
{
    public static async Task PrintAsync(IInferenceHistory history, Guid episode, TextWriter output, CancellationToken cancellationToken)
    {
        PrintLine(output, "function", "variant", "model", "tokens in/out", "cost", "latency", "feedback");

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
        PrintLine(
            output,
            inference.FunctionName,
            inference.VariantName,
            call.ModelName,
            $"{call.Usage.InputTokens}/{call.Usage.OutputTokens}",
            call.Usage.Cost is { } cost ? string.Create(CultureInfo.InvariantCulture, $"${cost:0.000000}") : "unknown",
            $"{inference.ProcessingTime.TotalMilliseconds:0} ms",
            string.Join(", ", feedback.Select(Describe)));

    private static void PrintLine(
        TextWriter output, string function, string variant, string model, string tokens, string cost, string latency, string feedback) =>
        output.WriteLine($"{function,-16} {variant,-9} {model,-14} {tokens,13} {cost,12} {latency,8}  {feedback}");

    private static string Describe(StoredFeedback feedback) => feedback.Kind switch
    {
        FeedbackKind.Boolean => $"{feedback.MetricName}={feedback.BooleanValue}",
        FeedbackKind.Float => string.Create(CultureInfo.InvariantCulture, $"{feedback.MetricName}={feedback.FloatValue}"),
        FeedbackKind.Comment => "a comment",
        _ => "a demonstration",
    };
}
