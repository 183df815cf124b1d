using Microsoft.Data.Sqlite;

namespace TensorZero.Embedded.Storage.Sqlite;

/// <summary>
/// Takes the content of inferences away: they read afterwards as if content had never been recorded. An error may quote what was asked, so
/// only its kind stays.
/// </summary>
internal static class ContentDeletion
{
    private static readonly string[] Updates =
    [
        "UPDATE chat_inference SET input = NULL, output = NULL, extra_body = NULL WHERE id IN ({0})",
        "UPDATE json_inference SET input = NULL, output = NULL, auxiliary_content = NULL, extra_body = NULL WHERE id IN ({0})",
        """
        UPDATE failed_inference
        SET input = NULL, output = NULL, auxiliary_content = NULL, extra_body = NULL, error = iif(error IS NULL, NULL, 'failed')
        WHERE id IN ({0})
        """,
        // An answer stands here too.
        InferenceDeletion.HumanFeedbackAbout("{0}"),
        """
        UPDATE model_inference SET raw_request = NULL, raw_response = NULL, system = NULL, input_messages = NULL, output = NULL
        WHERE inference_id IN ({0})
        """,
        """
        UPDATE failed_call
        SET raw_request = NULL, raw_response = NULL, error = failure || coalesce(', status ' || status_code, '') WHERE inference_id IN ({0})
        """,
    ];

    /// <summary>Within the caller's transaction.</summary>
    public static void Delete(SqliteConnection connection, IReadOnlyList<Guid> ids)
    {
        foreach (var update in ids.Count == 0 ? [] : Updates)
        {
            var parameters = new SqliteParameters();
            var list = string.Join(", ", ids.Select(parameters.Add));
            using var command = parameters.CreateCommand(connection, string.Format(null, update, list));
            command.ExecuteNonQuery();
        }
    }
}
