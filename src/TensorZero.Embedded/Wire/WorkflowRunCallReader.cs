using System.Collections.Frozen;
using System.Text.Json;
using TensorZero.Embedded.Content;

namespace TensorZero.Embedded.Wire;

/// <summary>Reads the body of TensorZero's <c>POST /workflow_evaluation_run</c>.</summary>
internal static class WorkflowRunCallReader
{
    private const string Where = "the request";

    private static readonly FrozenSet<string> Keys =
        FrozenSet.Create(StringComparer.Ordinal, "variants", "tags", "project_name", "display_name", "internal");

    /// <exception cref="ContentJsonException">The body starts no run.</exception>
    public static WorkflowRunRequest Read(JsonElement json)
    {
        json.Allow(Keys, Where);
        _ = json.Required("variants", Where);
        return new WorkflowRunRequest
        {
            Variants = json.Texts("variants", Where),
            Tags = json.Texts("tags", Where),
            ProjectName = json.OptionalString("project_name", Where),
            DisplayName = json.OptionalString("display_name", Where),
            Internal = json.Flag("internal", Where),
        };
    }
}
