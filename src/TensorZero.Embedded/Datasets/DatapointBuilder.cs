using System.Text.Json;
using TensorZero.Embedded.Configuration;
using TensorZero.Embedded.Content;
using TensorZero.Embedded.Engine;
using TensorZero.Embedded.Functions;
using TensorZero.Embedded.Schemas;
using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Datasets;

/// <summary>Makes the datapoints of one dataset under one configuration, checked. Thread-safe.</summary>
internal sealed class DatapointBuilder(string datasetName, EngineSnapshot snapshot, UuidV7Source ids, TimeProvider time)
{
    /// <exception cref="InvalidDatasetRequestException">It does not fit its function.</exception>
    public DatapointRecord Create(NewDatapoint datapoint) => Create(datapoint, ids.Next());

    /// <inheritdoc cref="Create(NewDatapoint)"/>
    public DatapointRecord Create(NewDatapoint datapoint, Guid id)
    {
        var function = FindFunction(datapoint.FunctionName);
        RequireType(function, datapoint.FunctionType);
        CheckInput(function, datapoint.Input);
        var schema = SchemaOf(function, datapoint.OutputSchema);
        var tools = DatapointToolSet.Of(function, datapoint.Tools);
        return new DatapointRecord
        {
            Id = id,
            DatasetName = datasetName,
            FunctionName = function.Name,
            FunctionType = function.Type,
            Name = datapoint.Name,
            EpisodeId = datapoint.EpisodeId,
            Input = datapoint.Input,
            Output = DatapointOutputs.Shape(datapoint.Output, function, schema, tools.Checks),
            OutputSchema = schema?.Root,
            Tools = tools.Stored,
            Tags = datapoint.Tags,
            IsCustom = true,
            UpdatedAt = time.GetUtcNow(),
            SnapshotHash = snapshot.Hash,
        };
    }

    /// <summary>The next version of a datapoint.</summary>
    /// <exception cref="InvalidDatasetRequestException">It does not fit its function.</exception>
    public DatapointRecord Update(DatapointRecord current, DatapointUpdate update)
    {
        var function = FindFunction(current.FunctionName);
        if (function.Type != current.FunctionType)
        {
            throw Invalid(DatasetRequestError.WrongFunctionType, $"Function '{function.Name}' is of another type than the datapoint");
        }

        RequireType(function, update.FunctionType);
        if (update.Input is { } input)
        {
            CheckInput(function, input);
        }

        var schema = SchemaOf(function, update.OutputSchema ?? current.OutputSchema);
        var tools = update.ToolChanges is { } changes ? DatapointToolSet.Of(function, changes.ApplyTo(current.Tools))
            : update.Tools.IsSet ? DatapointToolSet.Of(function, update.Tools.Value)
            : DatapointToolSet.Of(current.Tools);
        var output = update.Output.Or(DatapointOutput.Of(current.Output));
        return new DatapointRecord
        {
            Id = ids.Next(),
            DatasetName = datasetName,
            FunctionName = function.Name,
            FunctionType = function.Type,
            Name = update.Name.Or(current.Name),
            EpisodeId = current.EpisodeId,
            Input = update.Input ?? current.Input,
            Output = DatapointOutputs.Shape(output, function, schema, tools.Checks),
            OutputSchema = schema?.Root,
            Tools = tools.Stored,
            Tags = update.Tags ?? current.Tags,
            IsCustom = true,
            SourceInferenceId = current.SourceInferenceId,
            UpdatedAt = time.GetUtcNow(),
            SnapshotHash = snapshot.Hash,
        };
    }

    /// <exception cref="InvalidDatasetRequestException">The inference was recorded without its content.</exception>
    public DatapointRecord FromInference(StoredInference inference, InferenceOutputSource outputSource) => new()
    {
        Id = ids.Next(),
        DatasetName = datasetName,
        FunctionName = inference.FunctionName,
        FunctionType = inference.FunctionType,
        EpisodeId = inference.EpisodeId,
        Input = inference.Input ?? throw Invalid(
            DatasetRequestError.ContentNotRecorded,
            $"Inference {inference.InferenceId} was recorded without its content: see function {inference.FunctionName}'s `record_content`"),
        Output = outputSource == InferenceOutputSource.None ? null : DatapointOutputs.Of(inference),
        OutputSchema = inference.OutputSchema,
        Tools = inference.Tools,
        Tags = inference.Tags,
        IsCustom = false,
        SourceInferenceId = inference.InferenceId,
        UpdatedAt = time.GetUtcNow(),
        SnapshotHash = snapshot.Hash,
    };

    /// <summary>The same datapoint in this dataset.</summary>
    public DatapointRecord Copy(DatapointRecord datapoint) => new()
    {
        Id = ids.Next(),
        DatasetName = datasetName,
        FunctionName = datapoint.FunctionName,
        FunctionType = datapoint.FunctionType,
        Name = datapoint.Name,
        EpisodeId = datapoint.EpisodeId,
        Input = datapoint.Input,
        Output = datapoint.Output,
        OutputSchema = datapoint.OutputSchema,
        Tools = datapoint.Tools,
        Tags = datapoint.Tags,
        IsCustom = datapoint.IsCustom,
        SourceInferenceId = datapoint.SourceInferenceId,
        UpdatedAt = time.GetUtcNow(),
        SnapshotHash = datapoint.SnapshotHash,
    };

    private Function FindFunction(string name)
    {
        if (snapshot.Functions.TryGetValue(name, out var entry))
        {
            return entry.Function;
        }

        if (name == DefaultFunctions.Name)
        {
            return snapshot.DefaultFunctions.Function;
        }

        var hint = NearName.Hint(name, snapshot.Functions.Keys);
        throw Invalid(DatasetRequestError.UnknownFunction, $"Unknown function: {name}{(hint is null ? "" : $" ({hint})")}");
    }

    private static void RequireType(Function function, FunctionType? given)
    {
        if (given is { } type && type != function.Type)
        {
            throw DatapointOutputs.WrongType(function, type);
        }
    }

    private static void CheckInput(Function function, InferenceInput input)
    {
        try
        {
            InputCheck.Check(function, input);
        }
        catch (InvalidInferenceRequestException error)
        {
            throw new InvalidDatasetRequestException(DatasetRequestError.InvalidInput, error.Message, error);
        }
    }

    private static JsonSchema? SchemaOf(Function function, JsonElement? given)
    {
        if (given is not { } schema)
        {
            return function.OutputSchema;
        }

        if (function.Type == FunctionType.Chat)
        {
            throw Invalid(DatasetRequestError.WrongFunctionType, $"Function '{function.Name}' is not configured as a JSON function");
        }

        try
        {
            return JsonSchema.Compile(schema);
        }
        catch (SchemaCompileException error)
        {
            throw new InvalidDatasetRequestException(
                DatasetRequestError.InvalidOutputSchema, $"Invalid output_schema: {error.Message}", error);
        }
    }

    private static InvalidDatasetRequestException Invalid(DatasetRequestError error, string message) => new(error, message);
}
