namespace TensorZero.Embedded.Storage.Batching;

internal enum QueueResult
{
    Added,
    Full,
    Closed,
}
