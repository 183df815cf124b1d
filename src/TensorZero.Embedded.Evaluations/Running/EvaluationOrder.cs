using System.Buffers.Binary;
using System.Security.Cryptography;

namespace TensorZero.Embedded.Evaluations.Running;

/// <summary>
/// The order of datapoints. A rule that may stop early needs one in which what comes first is like what comes later, which a dataset's own
/// order rarely is: easy ones are collected before hard ones. So it is drawn, and from the evaluation's id, so that it is the same after a
/// resumption.
/// </summary>
internal static class EvaluationOrder
{
    public static IReadOnlyList<Guid> Of(EvaluationRequest request, IReadOnlyList<Guid> ids, Guid evaluationId) =>
        request.StopWhenDecided.Count == 0 && request.Precision.Count == 0
            ? ids
            : [.. ids.OrderBy(id => DrawOf(evaluationId, id)).ThenBy(static id => id)];

    private static ulong DrawOf(Guid evaluationId, Guid id)
    {
        Span<byte> text = stackalloc byte[32];
        _ = evaluationId.TryWriteBytes(text);
        _ = id.TryWriteBytes(text[16..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(text, hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}
