using TensorZero.Embedded.Gateway.Http;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.Native;

/// <summary><c>POST /workflow_evaluation_run…</c>: starts runs of workflow evaluations, and their episodes.</summary>
internal static class WorkflowRunRoutes
{
    public static async Task StartAsync(GatewayCall call)
    {
        var request = await call.ReadAsync(WorkflowRunCallReader.Read).ConfigureAwait(false);
        var id = await call.Engine.WorkflowEvaluations.StartRunAsync(request, call.Aborted).ConfigureAwait(false);
        await ReplyAsync(call, "run_id", id).ConfigureAwait(false);
    }

    public static async Task StartEpisodeAsync(GatewayCall call)
    {
        var runId = call.RouteId("run_id");
        var request = await call.ReadAsync(WorkflowEpisodeCall.Read).ConfigureAwait(false);
        var id = await call.Engine.WorkflowEvaluations
            .StartEpisodeAsync(runId, request.TaskName, request.Tags, call.Aborted)
            .ConfigureAwait(false);
        await ReplyAsync(call, "episode_id", id).ConfigureAwait(false);
    }

    private static Task ReplyAsync(GatewayCall call, string name, Guid id) => call.ReplyAsync((name, id), static (writer, state) =>
    {
        writer.WriteStartObject();
        writer.WriteString(state.name, state.id);
        writer.WriteEndObject();
    });
}
