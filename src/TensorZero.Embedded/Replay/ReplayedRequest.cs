using TensorZero.Embedded.Content;
using TensorZero.Embedded.Engine;

namespace TensorZero.Embedded.Replay;

/// <summary>Makes of a record the request that it was, changed as the replay wishes.</summary>
internal static class ReplayedRequest
{
    public static InferenceRequest Of(StoredInference original, InferenceInput input, ReplayRequest replay, Guid runId)
    {
        var isBareModel = original.FunctionName == DefaultFunctions.Name;
        return new InferenceRequest
        {
            FunctionName = isBareModel ? null : original.FunctionName,
            ModelName = isBareModel ? replay.ModelName ?? original.VariantName : null,
            VariantName = replay.VariantName ?? (isBareModel || replay.DynamicVariant is not null ? null : original.VariantName),
            DynamicVariant = replay.DynamicVariant,
            Input = input,
            Params = replay.KeepParams ? original.Params : ChatCompletionParams.Empty,
            OutputSchema = original.OutputSchema,
            AllowedTools = original.Tools?.AllowedTools,
            AdditionalTools = original.Tools?.AdditionalTools ?? [],
            ProviderTools = original.Tools?.ProviderTools ?? [],
            ToolChoice = original.Tools?.ToolChoice,
            ParallelToolCalls = original.Tools?.ParallelToolCalls,
            ExtraBody = original.ExtraBody,
            Namespace = original.Tags.GetValueOrDefault(ReservedNames.NamespaceTag),
            Credentials = replay.Credentials,
            Tags = ReplayTags.Of(original),
            Replay = new ReplayMark(runId, original.InferenceId, isBareModel ? null : replay.ModelName),
            Internal = true,
        };
    }
}
