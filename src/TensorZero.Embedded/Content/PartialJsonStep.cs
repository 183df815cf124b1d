namespace TensorZero.Embedded.Content;

/// <summary>What one more byte makes of a JSON token that is still being written.</summary>
internal enum PartialJsonStep
{
    /// <summary>The token cannot be cut here.</summary>
    Pending,

    /// <summary>The token may be cut after this byte.</summary>
    Complete,

    /// <summary>The token is over.</summary>
    Ended,

    /// <summary>This is no JSON.</summary>
    Malformed,
}
