namespace TensorZero.Embedded.Providers.Http;

/// <summary>How the reading of a reply's body ended.</summary>
internal enum ReplyEnd
{
    /// <summary>All of it was read.</summary>
    Complete,

    /// <summary>The limit was reached before the end.</summary>
    Oversized,

    /// <summary>The connection broke before the end.</summary>
    Broken,
}
