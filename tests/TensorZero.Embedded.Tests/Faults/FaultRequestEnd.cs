namespace TensorZero.Embedded.Tests.Faults;

public enum FaultRequestEnd
{
    /// <summary>The reply was sent as scripted, its cut or reset included.</summary>
    Answered,

    /// <summary>The client closed the connection before the reply was complete.</summary>
    ClientLeft,

    /// <summary>The server was disposed first.</summary>
    ServerStopped,
}
