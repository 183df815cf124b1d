using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Storage.Rows;

/// <summary>An id, the episode, the metric's name, and a value in the column of its type.</summary>
internal static class WorkflowFeedbackRow
{
    public static WorkflowFeedbackRecord Read(StoredRow row, Guid id) => new(
        id,
        row.GetId(1),
        row.GetOptionalText(2),
        row.GetOptionalFlag(3),
        row.IsDBNull(4) ? null : row.GetDouble(4),
        row.GetOptionalText(5));
}
