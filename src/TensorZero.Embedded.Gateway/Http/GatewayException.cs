namespace TensorZero.Embedded.Gateway.Http;

/// <summary>A request that the gateway itself refuses.</summary>
internal sealed class GatewayException(int status, string message) : TensorZeroException(message)
{
    public int Status { get; } = status;
}
