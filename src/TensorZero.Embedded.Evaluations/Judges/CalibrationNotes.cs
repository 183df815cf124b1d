using TensorZero.Embedded.Evaluations.Notes;

namespace TensorZero.Embedded.Evaluations.Judges;

/// <summary>Keeps calibrations in the database, under their judge's metric.</summary>
internal static class CalibrationNotes
{
    private static readonly NamedNotes<CalibrationNote> Notes = new("judge_calibration", CalibrationNoteJson.Default.CalibrationNote);

    public static async Task SaveAsync(TensorZeroEngine engine, Judge judge, CalibrationSample sample, CancellationToken cancellationToken) =>
        await Notes.AppendAsync(engine, judge.MetricName, CalibrationNote.Of(sample, engine.Time.GetUtcNow()), cancellationToken).ConfigureAwait(false);

    public static async Task<CalibrationNote?> FindAsync(TensorZeroEngine engine, Judge judge, CancellationToken cancellationToken) =>
        await Notes.ListAsync(engine, judge.MetricName, cancellationToken).ConfigureAwait(false) is [.., var last] ? last : null;
}
