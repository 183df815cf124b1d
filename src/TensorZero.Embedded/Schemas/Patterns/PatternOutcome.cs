namespace TensorZero.Embedded.Schemas.Patterns;

/// <summary>What became of a search.</summary>
internal enum PatternOutcome
{
    Found,
    NotFound,

    /// <summary>The search was given up.</summary>
    TooSlow,
}
