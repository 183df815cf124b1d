using System.Text.Json.Serialization;

namespace TensorZero.Embedded.Evaluations.Judges;

/// <summary>What is kept of a calibration.</summary>
internal sealed class CalibrationNote
{
    [JsonPropertyName("fingerprint")]
    public required JudgeFingerprint Fingerprint { get; init; }

    [JsonPropertyName("at")]
    public required DateTimeOffset At { get; init; }

    [JsonPropertyName("score_type")]
    public required ScoreType ScoreType { get; init; }

    [JsonPropertyName("people")]
    public required IReadOnlyList<double> People { get; init; }

    [JsonPropertyName("judge")]
    public required IReadOnlyList<double> Judge { get; init; }

    [JsonPropertyName("inference_ids")]
    public required IReadOnlyList<Guid?> InferenceIds { get; init; }

    [JsonPropertyName("unmatched")]
    public int Unmatched { get; init; }

    [JsonPropertyName("ties")]
    public int Ties { get; init; }

    public static CalibrationNote Of(CalibrationSample sample, DateTimeOffset at) => new()
    {
        Fingerprint = sample.Fingerprint!,
        At = at,
        ScoreType = sample.ScoreType,
        People = [.. sample.Pairs.Select(static pair => pair.People)],
        Judge = [.. sample.Pairs.Select(static pair => pair.Judge)],
        InferenceIds = [.. sample.Pairs.Select(static pair => pair.InferenceId)],
        Unmatched = sample.Unmatched,
        Ties = sample.Ties,
    };

    public CalibrationSample ToSample() => new(
        ScoreType, [.. People.Select((people, place) => new CalibrationPair(people, Judge[place], InferenceIds[place]))], Fingerprint)
    {
        Unmatched = Unmatched,
        Ties = Ties,
    };
}

/// <summary>The JSON of calibrations.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(CalibrationNote))]
internal sealed partial class CalibrationNoteJson : JsonSerializerContext;
