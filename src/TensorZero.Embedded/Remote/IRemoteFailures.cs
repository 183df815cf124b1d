namespace TensorZero.Embedded.Remote;

/// <summary>Makes exceptions of a gateway's failures: those of the interface that was called.</summary>
internal interface IRemoteFailures
{
    Exception Of(RemoteFailure failure);
}
