using System.Collections.Frozen;
using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>The body of TensorZero's <c>POST /workflow_evaluation_run/{run_id}/episode</c>.</summary>
/// <param name="TaskName">What is tried; null for nothing.</param>
/// <param name="Tags">The episode's own tags.</param>
internal sealed record WorkflowEpisodeCall(string? TaskName, IReadOnlyDictionary<string, string> Tags)
{
    private const string Where = "the request";

    private static readonly FrozenSet<string> Keys = FrozenSet.Create(StringComparer.Ordinal, "task_name", "tags");

    /// <exception cref="ContentJsonException">The JSON is no such body.</exception>
    public static WorkflowEpisodeCall Read(JsonElement json)
    {
        json.Allow(Keys, Where);
        return new WorkflowEpisodeCall(json.OptionalString("task_name", Where), json.Texts("tags", Where));
    }
}
