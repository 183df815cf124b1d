using Npgsql;
using TensorZero.Embedded.Postgres.Connections;
using TensorZero.Embedded.Postgres.Schema;

namespace TensorZero.Embedded.Postgres.Erasing;

/// <summary>
/// Takes the content of inferences away: they read afterwards as if content had never been recorded. An error may quote what was asked, so
/// only its kind stays.
/// </summary>
internal static class ContentDeletion
{
    private static readonly string[] Updates =
    [
        $"UPDATE {PostgresSchema.Name}.chat_inference SET input = NULL, output = NULL, extra_body = NULL WHERE id = ANY ($1)",
        $"""
        UPDATE {PostgresSchema.Name}.json_inference SET input = NULL, output = NULL, auxiliary_content = NULL, extra_body = NULL
        WHERE id = ANY ($1)
        """,
        $"""
        UPDATE {PostgresSchema.Name}.failed_inference
        SET input = NULL, output = NULL, auxiliary_content = NULL, extra_body = NULL, error = CASE WHEN error IS NOT NULL THEN 'failed' END
        WHERE id = ANY ($1)
        """,
        // An answer stands here too.
        InferenceDeletion.HumanFeedback,
        $"""
        UPDATE {PostgresSchema.Name}.model_inference
        SET raw_request = NULL, raw_response = NULL, system = NULL, input_messages = NULL, output = NULL
        WHERE inference_id = ANY ($1)
        """,
        $"""
        UPDATE {PostgresSchema.Name}.failed_call
        SET raw_request = NULL, raw_response = NULL, error = failure || coalesce(', status ' || status_code, '')
        WHERE inference_id = ANY ($1)
        """,
    ];

    /// <summary>Within the caller's transaction.</summary>
    public static async Task DeleteAsync(NpgsqlConnection connection, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        foreach (var update in ids.Count == 0 ? [] : Updates)
        {
            var parameters = new PostgresParameters();
            _ = parameters.Add(ids);
            _ = await PostgresRows.ExecuteAsync(connection, parameters, update, cancellationToken).ConfigureAwait(false);
        }
    }
}
