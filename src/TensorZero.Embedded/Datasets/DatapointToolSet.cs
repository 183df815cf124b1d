using TensorZero.Embedded.Functions;
using TensorZero.Embedded.Tools;

namespace TensorZero.Embedded.Datasets;

/// <summary>A datapoint's tools: as they are stored, and as they check tool calls.</summary>
internal readonly record struct DatapointToolSet(StoredTools? Stored, ToolSet? Checks)
{
    /// <exception cref="InvalidDatasetRequestException">A tool is unknown or wrong, or a JSON function was given tools.</exception>
    public static DatapointToolSet Of(Function function, DatapointTools? given)
    {
        var request = new ToolRequest
        {
            AllowedTools = given?.AllowedTools,
            AdditionalTools = given?.AdditionalTools ?? [],
            Choice = given?.ToolChoice,
            ParallelToolCalls = given?.ParallelToolCalls,
            ProviderTools = given?.ProviderTools ?? [],
        };
        if (function.Type == FunctionType.Json)
        {
            return request.FirstSetField is { } field
                ? throw new InvalidDatasetRequestException(
                    DatasetRequestError.WrongFunctionType, $"Cannot pass `{field}` to a JSON function")
                : default;
        }

        try
        {
            return function.Tools.For(request) is { } tools ? new DatapointToolSet(ToStored(tools.Offer, request), tools) : default;
        }
        catch (InvalidInferenceRequestException error)
        {
            throw new InvalidDatasetRequestException(DatasetRequestError.InvalidTools, error.Message, error);
        }
    }

    public static DatapointToolSet Of(StoredTools? stored) => new(stored, stored is null ? null : ToolSet.Of(stored.Tools));

    private static StoredTools ToStored(ToolOffer offer, ToolRequest request) => new()
    {
        Tools = offer.Tools,
        AdditionalTools = request.AdditionalTools,
        ProviderTools = request.ProviderTools,
        AllowedTools = request.AllowedTools,
        ToolChoice = offer.Choice,
        ParallelToolCalls = offer.ParallelToolCalls,
    };
}
