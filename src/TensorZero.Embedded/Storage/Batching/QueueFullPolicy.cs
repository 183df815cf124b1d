namespace TensorZero.Embedded.Storage.Batching;

internal enum QueueFullPolicy
{
    /// <summary>The caller waits for room, as long as its token allows.</summary>
    Block,

    /// <summary>The record is dropped and counted; the caller goes on.</summary>
    DropAndCount,
}
