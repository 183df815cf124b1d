using System.Buffers;
using System.Collections.Frozen;

namespace TensorZero.Embedded.Cli.Tracing;

/// <summary>What may be a header of an export: anything but what is the connection's own business.</summary>
internal static class ExportHeader
{
    private static readonly SearchValues<char> NameLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-.^_`|~");

    private static readonly FrozenSet<string> OfTheConnection = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "connection", "expect", "host", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade");

    /// <summary>Why it cannot be one; null when it can. The value, which may be a key, is not repeated.</summary>
    public static string? Problem(string name, string value) =>
        name.Length == 0 || name.AsSpan().ContainsAnyExcept(NameLetters) ? "this is no name of a header"
        : OfTheConnection.Contains(name)
            || name.StartsWith("content-", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("grpc-", StringComparison.OrdinalIgnoreCase) ? $"the header `{name}` belongs to the connection and cannot be set"
        : value.AsSpan().ContainsAnyExceptInRange(' ', '~') ? $"the value of `{name}` is not made of visible ASCII letters"
        : null;
}
