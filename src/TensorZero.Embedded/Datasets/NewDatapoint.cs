using System.Text.Json;

namespace TensorZero.Embedded;

/// <summary>A datapoint to create.</summary>
public sealed class NewDatapoint
{
    /// <summary>The function, which must be in the configuration.</summary>
    public required string FunctionName { get; init; }

    /// <summary>What the function is asked; checked as for an inference.</summary>
    public required InferenceInput Input { get; init; }

    /// <summary>What it should answer; null for no word on that.</summary>
    public DatapointOutput? Output { get; init; }

    /// <summary>A name for people; null for none.</summary>
    public string? Name { get; init; }

    /// <summary>The episode it belongs to; null for none.</summary>
    public Guid? EpisodeId { get; init; }

    /// <summary>Stored with the datapoint, to find it by. Default: empty.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>The schema of a JSON function's output; null takes the function's.</summary>
    public JsonElement? OutputSchema { get; init => field = JsonElements.Own(value); }

    /// <summary>The tools of a chat function; null takes the function's.</summary>
    public DatapointTools? Tools { get; init; }

    /// <summary>What type the caller takes the function for; null when it did not say.</summary>
    internal FunctionType? FunctionType { get; init; }
}
