namespace TensorZero.Embedded;

/// <summary>Which half of a call went wrong, and how.</summary>
public enum ProviderFailure
{
    /// <summary>The request cannot be expressed in the provider's dialect, or the provider lacks a feature it needs.</summary>
    UnsupportedRequest,

    /// <summary>A credential is missing or cannot be used.</summary>
    Credential,

    /// <summary>No connection, or it broke before the reply's head.</summary>
    Connection,

    /// <summary>The provider answered with an error status or an error object.</summary>
    ErrorReply,

    /// <summary>The reply is not what the provider's interface promises: not JSON, a missing part, a wrong type.</summary>
    MalformedReply,

    /// <summary>The reply is larger than the configured limit.</summary>
    OversizedReply,

    /// <summary>The connection broke, or the stream ended, before the provider's terminal event.</summary>
    TruncatedReply,

    /// <summary>No answer within the provider's, the model's or the variant's time.</summary>
    Timeout,

    /// <summary>A template could not be rendered, so no provider was asked. Reported by the engine only.</summary>
    Template,

    /// <summary>The provider is resting after failures (a setting of ours, off by default).</summary>
    CoolingDown,
}
