using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Rows;

internal static class EvaluationNoteRow
{
    public const string Columns = "id, kind, name, body";

    public static void Write(RowWriter row, EvaluationNote note) =>
        row.Bind(note.Id).Bind(note.Kind).Bind(note.Name).Bind(note.Body).Execute();

    public static EvaluationNote Read(StoredRow row, Guid id) =>
        new() { Id = id, Kind = row.GetText(1), Name = row.GetText(2), Body = row.GetText(3) };
}
