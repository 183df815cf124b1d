using TensorZero.Embedded.Functions;
using TensorZero.Embedded.Tools;

namespace TensorZero.Embedded.Inference;

/// <summary>What a request may not say together, or to this type of function.</summary>
internal static class RequestRules
{
    public static void Check(InferenceRequest request, ToolRequest tools, Function function)
    {
        CheckFinite(request.Params);
        var toolField = tools.FirstSetField;
        if (function.Type == FunctionType.Json)
        {
            if (toolField is not null)
            {
                throw Invalid($"Cannot pass `{toolField}` to a JSON function.");
            }

            return;
        }

        if (request.Params.JsonMode != JsonMode.Tool)
        {
            return;
        }

        if (function.Tools.HasFunctionTools)
        {
            throw Invalid("JSON mode `tool` is not supported with other tools configured.");
        }

        if (function.Tools.Choice != ToolChoice.Auto || function.Tools.ParallelToolCalls is not null)
        {
            throw Invalid("JSON mode `tool` is not supported with `tool_choice` or `parallel_tool_calls` configured in the function.");
        }

        if (request.OutputSchema is null)
        {
            throw Invalid("JSON mode `tool` requires `output_schema`.");
        }

        if (toolField is not null)
        {
            throw Invalid($"Cannot pass `{toolField}` when using JSON mode `tool`.");
        }
    }

    /// <summary>JSON knows neither infinity nor NaN: such a number could neither be sent nor recorded.</summary>
    private static void CheckFinite(ChatCompletionParams parameters)
    {
        CheckFinite("temperature", parameters.Temperature);
        CheckFinite("top_p", parameters.TopP);
        CheckFinite("presence_penalty", parameters.PresencePenalty);
        CheckFinite("frequency_penalty", parameters.FrequencyPenalty);
    }

    private static void CheckFinite(string name, double? value)
    {
        if (value is { } number && !double.IsFinite(number))
        {
            throw Invalid($"`{name}` must be a finite number.");
        }
    }

    private static InvalidInferenceRequestException Invalid(string message) => new(InferenceRequestError.InvalidRequest, message);
}
