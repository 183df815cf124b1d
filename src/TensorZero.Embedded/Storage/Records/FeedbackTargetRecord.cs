using System.Text.Json;

namespace TensorZero.Embedded.Storage.Records;

/// <summary>What feedback about an inference, or about the episode it is the latest of, is checked against.</summary>
internal sealed class FeedbackTargetRecord
{
    public required Guid InferenceId { get; init; }

    public required Guid EpisodeId { get; init; }

    public required string FunctionName { get; init; }

    public required FunctionType FunctionType { get; init; }

    public required string VariantName { get; init; }

    /// <summary>The tools that were on offer; null for none.</summary>
    public StoredTools? Tools { get; init; }

    /// <summary>The schema a JSON function's answer had to fit; null for chat functions.</summary>
    public JsonElement? OutputSchema { get; init; }
}
