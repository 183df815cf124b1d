namespace TensorZero.Embedded.Tests.Storage.Conformance;

/// <summary>An empty database for a whole engine.</summary>
internal sealed class EngineDatabase : IAsyncDisposable
{
    /// <summary>Has the engine record there.</summary>
    public required Action<TensorZeroOptions> Choose { get; init; }

    /// <summary>Makes it unusable, as a server that is down or a file that somebody locks.</summary>
    public required Func<Task> StopAsync { get; init; }

    /// <summary>Makes it usable again.</summary>
    public required Func<Task> StartAsync { get; init; }

    /// <summary>Removes it.</summary>
    public required Func<ValueTask> DropAsync { get; init; }

    public ValueTask DisposeAsync() => DropAsync();
}
