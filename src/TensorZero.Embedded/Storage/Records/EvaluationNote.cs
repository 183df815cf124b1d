namespace TensorZero.Embedded.Storage.Records;

/// <summary>A small document that evaluations keep. It is never changed: a later one with the same kind and name follows it.</summary>
internal sealed record EvaluationNote : Record
{
    /// <summary>What it is, in one word.</summary>
    public required string Kind { get; init; }

    /// <summary>What it is about.</summary>
    public required string Name { get; init; }

    /// <summary>JSON.</summary>
    public required string Body { get; init; }
}
