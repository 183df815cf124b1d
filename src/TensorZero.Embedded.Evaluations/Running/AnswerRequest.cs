using System.Text.Json;
using TensorZero.Embedded.Evaluations.Evaluators;
using TensorZero.Embedded.Functions;

namespace TensorZero.Embedded.Evaluations.Running;

/// <summary>Makes of a datapoint the request that asks a variant.</summary>
internal static class AnswerRequest
{
    public static InferenceRequest Of(Function function, EvaluationRun run, Datapoint datapoint, int repeat) => new()
    {
        FunctionName = function.Name,
        VariantName = run.Variant.Definition is null ? run.Variant.Name : null,
        DynamicVariant = run.Variant.Definition,
        Input = datapoint.Input,
        OutputSchema = SchemaOf(function, datapoint),
        AllowedTools = datapoint.Tools?.AllowedTools,
        AdditionalTools = datapoint.Tools?.AdditionalTools ?? [],
        ProviderTools = datapoint.Tools?.ProviderTools ?? [],
        ToolChoice = datapoint.Tools?.ToolChoice,
        ParallelToolCalls = datapoint.Tools?.ParallelToolCalls,
        Tags = EvaluationTags.OfInference(run, datapoint.Id, repeat),
        Credentials = run.Credentials,
        Cache = run.AnswerCache,
        Internal = true,
        IsEvaluation = true,
    };

    /// <summary>Only a schema that is not the function's own, which is compiled already.</summary>
    private static JsonElement? SchemaOf(Function function, Datapoint datapoint) =>
        datapoint.OutputSchema is { } schema && !(function.OutputSchema is { } own && JsonElement.DeepEquals(own.Root, schema)) ? schema : null;
}
