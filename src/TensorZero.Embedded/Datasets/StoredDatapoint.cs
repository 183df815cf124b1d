using TensorZero.Embedded.Storage.Records;

namespace TensorZero.Embedded.Datasets;

/// <summary>Hands out stored datapoints.</summary>
internal static class StoredDatapoint
{
    public static Datapoint Of(DatapointRecord record) => new()
    {
        Id = record.Id,
        DatasetName = record.DatasetName,
        FunctionName = record.FunctionName,
        FunctionType = record.FunctionType,
        Name = record.Name,
        EpisodeId = record.EpisodeId,
        Input = record.Input,
        Output = DatapointOutput.Of(record.Output),
        OutputSchema = record.OutputSchema,
        Tools = record.Tools,
        Tags = record.Tags,
        IsCustom = record.IsCustom,
        SourceInferenceId = record.SourceInferenceId,
        UpdatedAt = record.UpdatedAt,
        StaledAt = record.StaledAt,
        ConfigurationHash = record.SnapshotHash,
    };
}
