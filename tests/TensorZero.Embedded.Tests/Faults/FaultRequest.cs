namespace TensorZero.Embedded.Tests.Faults;

/// <summary>A request as the server read it.</summary>
internal sealed class FaultRequest
{
    private readonly TaskCompletionSource<FaultRequestEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public required string Method { get; init; }

    /// <summary>The path with its query, as sent.</summary>
    public required string Path { get; init; }

    /// <summary>By name, whatever its case; the values of a repeated header joined by ", ".</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public required string Body { get; init; }

    /// <summary>Which of the server's connections brought it, counted from 1: the same number means it was reused.</summary>
    public required int Connection { get; init; }

    /// <summary>
    /// How it ended, once it did. <see cref="FaultRequestEnd.ClientLeft"/> proves that a cancellation reached the socket; it is seen
    /// while the server waits, and never after the reply is complete.
    /// </summary>
    public Task<FaultRequestEnd> Ended => _ended.Task;

    public override string ToString() => $"{Method} {Path} {Body}";

    internal void End(FaultRequestEnd end) => _ended.TrySetResult(end);
}
