using System.Globalization;
using System.Text.Json;
using TensorZero.Embedded.Evaluations.Evaluators;
using TensorZero.Embedded.Evaluations.Judges;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Evaluations;

/// <summary>Reads what people said of answers.</summary>
public static class PersonScores
{
    /// <summary>
    /// A file of comma-separated values (RFC 4180, UTF-8) with a header. Columns: <c>score</c> (a number, <c>true</c> or <c>false</c>), at least
    /// one of <c>inference_id</c>, <c>datapoint_id</c> and <c>judgement_id</c>, and if wanted <c>person</c>; others are passed over.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="EvaluationException">It cannot be read; the message names the line.</exception>
    public static IReadOnlyList<PersonScore> FromCsv(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var lines = CsvLines.Read(path, ReadText(path));
        if (lines.Count == 0)
        {
            throw new EvaluationException($"{path} is empty: it needs a header with the column \"score\".");
        }

        var columns = lines[0].Fields.Select(static (name, place) => (Name: name.Trim(), place)).ToList();
        return [.. lines.Skip(1).Select(line => Make(
            $"{path}:{line.Number}",
            name => columns.FirstOrDefault(column => column.Name == name) is { Name: not null } column && column.place < line.Fields.Count
                && line.Fields[column.place].Trim() is { Length: > 0 } text ? text : null))];
    }

    /// <summary>A file of JSON Lines: objects with the members that <see cref="FromCsv"/> has as columns.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="EvaluationException">It cannot be read; the message names the line.</exception>
    public static IReadOnlyList<PersonScore> FromJsonLines(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var scores = new List<PersonScore>();
        var number = 0;
        foreach (var line in ReadText(path).Split('\n'))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                scores.Add(Make($"{path}:{number}", MembersOf($"{path}:{number}", line)));
            }
        }

        return scores;
    }

    /// <summary>
    /// Feedback in the database: every value of a metric that a person gave. For the metric of an evaluator these are the corrections of its
    /// judgements (tagged <c>tensorzero::human_feedback</c>); its own scores are no people's.
    /// </summary>
    /// <param name="engine">Whose database it is.</param>
    /// <param name="metricName">The metric, such as <see cref="Judge.MetricName"/> or one of the configuration about inferences.</param>
    /// <param name="from">Only what was given at this moment or later; null for no such bound.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public static async Task<IReadOnlyList<PersonScore>> FromFeedbackAsync(
        TensorZeroEngine engine, string metricName, DateTimeOffset? from = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentException.ThrowIfNullOrEmpty(metricName);
        await engine.History.FlushAsync(cancellationToken).ConfigureAwait(false);
        var scores = new List<PersonScore>();
        var seen = new HashSet<(Guid, string?)>();
        var query = new FeedbackQuery { MetricName = metricName, From = from, Limit = null };
        await foreach (var feedback in engine.History.ListFeedbackAsync(query, cancellationToken).ConfigureAwait(false))
        {
            var isCorrection = feedback.Tags.ContainsKey(HumanFeedbackTags.HumanFeedback);
            var person = feedback.Tags.GetValueOrDefault("person");

            // Newest first: what somebody said of the same answer before does not count any more.
            if ((isCorrection || !feedback.Tags.ContainsKey(EvaluationTags.EvaluatorName)) && seen.Add((feedback.TargetId, person)))
            {
                scores.Add(new PersonScore
                {
                    Value = feedback.FloatValue ?? (feedback.BooleanValue == true ? 1 : 0),
                    InferenceId = feedback.TargetId,
                    JudgementId = isCorrection && Guid.TryParse(feedback.Tags.GetValueOrDefault(HumanFeedbackTags.EvaluatorInferenceId), out var id)
                        ? id
                        : null,
                    Person = person,
                });
            }
        }

        return scores;
    }

    private static string ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new EvaluationException($"{path} cannot be read: {exception.Message}", exception);
        }
    }

    private static Func<string, string?> MembersOf(string place, string line)
    {
        try
        {
            var json = JsonElement.Parse(line);
            return json.ValueKind == JsonValueKind.Object
                ? name => json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null
                : throw new EvaluationException($"{place}: it is no JSON object.");
        }
        catch (JsonException problem)
        {
            throw new EvaluationException($"{place}: it is no JSON.", problem);
        }
    }

    private static PersonScore Make(string place, Func<string, string?> read)
    {
        Guid? Id(string name) => read(name) is not { } text ? null
            : Guid.TryParse(text, out var id) ? id
            : throw new EvaluationException($"{place}: \"{name}\" is no id.");
        var score = new PersonScore
        {
            Value = read("score") switch
            {
                null => throw new EvaluationException($"{place}: there is no \"score\"."),
                var text when bool.TryParse(text, out var passed) => passed ? 1 : 0,
                var text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
                _ => throw new EvaluationException($"{place}: the \"score\" must be a number, true or false."),
            },
            InferenceId = Id("inference_id"),
            DatapointId = Id("datapoint_id"),
            JudgementId = Id("judgement_id"),
            Person = read("person"),
        };
        return score is { InferenceId: null, DatapointId: null, JudgementId: null }
            ? throw new EvaluationException(
                $"{place}: it names no answer: there is neither an \"inference_id\" nor a \"datapoint_id\" nor a \"judgement_id\".")
            : score;
    }
}
