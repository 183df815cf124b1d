namespace TensorZero.Embedded.Tests.Faults;

/// <summary>What follows the last part of a reply.</summary>
public enum FaultEnding
{
    /// <summary>The reply is complete and the connection waits for the next request.</summary>
    KeepAlive,

    /// <summary>The connection is closed; a reply whose announced length or last chunk is missing is cut short by it.</summary>
    Close,

    /// <summary>The connection is reset (RST).</summary>
    Reset,

    /// <summary>Nothing, until the client or the server goes away.</summary>
    Silence,
}
