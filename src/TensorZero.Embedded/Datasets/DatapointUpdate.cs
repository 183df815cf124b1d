using System.Text.Json;

namespace TensorZero.Embedded;

/// <summary>What to change of a datapoint. Everything that is left out stays as it is.</summary>
public sealed class DatapointUpdate
{
    /// <summary>The datapoint's present id. Its new version has another one.</summary>
    public required Guid Id { get; init; }

    /// <summary>What the function is asked; null keeps it.</summary>
    public InferenceInput? Input { get; init; }

    /// <summary>What it should answer; null takes it away.</summary>
    public Optional<DatapointOutput?> Output { get; init; }

    /// <summary>The name; null takes it away.</summary>
    public Optional<string?> Name { get; init; }

    /// <summary>All tags; null keeps them, an empty dictionary takes them away.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>The schema of a JSON function's output; null keeps it. The output is checked against it anew.</summary>
    public JsonElement? OutputSchema { get; init => field = JsonElements.Own(value); }

    /// <summary>The tools of a chat function, as a whole; null goes back to the function's.</summary>
    public Optional<DatapointTools?> Tools { get; init; }

    /// <summary>
    /// Who makes the change, for the datapoint's provenance; null for nobody known. Over HTTP it is the public id of the API key.
    /// </summary>
    public string? EditedBy { get; init; }

    /// <summary>Changes of the present tools, instead of <see cref="Tools"/>; null for none.</summary>
    internal DatapointToolChanges? ToolChanges { get; init; }

    /// <summary>What type the caller takes the function for; null when it did not say.</summary>
    internal FunctionType? FunctionType { get; init; }
}
