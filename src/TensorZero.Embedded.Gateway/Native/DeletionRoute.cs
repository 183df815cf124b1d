using TensorZero.Embedded.Gateway.Http;
using TensorZero.Embedded.Wire;

namespace TensorZero.Embedded.Gateway.Native;

/// <summary><c>DELETE /v1/inferences</c>, which TensorZero does not have: deletes inferences by their ids or by a tag.</summary>
internal static class DeletionRoute
{
    public static async Task RunAsync(GatewayCall call)
    {
        var request = await call.ReadAsync(DeletionCall.Read).ConfigureAwait(false);
        var deletion = call.Engine.Deletion;
        var counts = request.Ids is { } ids
            ? await deletion.DeleteInferencesAsync(ids, call.Aborted).ConfigureAwait(false)
            : await deletion.DeleteTaggedAsync(request.TagKey!, request.TagValue!, call.Aborted).ConfigureAwait(false);
        await call.ReplyAsync(counts, static (writer, counts) =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("num_deleted_inferences"u8, counts.Inferences);
            writer.WriteNumber("num_deleted_model_inferences"u8, counts.Calls);
            writer.WriteNumber("num_deleted_feedback"u8, counts.Feedback);
            writer.WriteNumber("num_deleted_datapoints"u8, counts.Datapoints);
            writer.WriteEndObject();
        }).ConfigureAwait(false);
    }
}
