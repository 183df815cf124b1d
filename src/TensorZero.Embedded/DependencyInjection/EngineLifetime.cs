using Microsoft.Extensions.Hosting;

namespace TensorZero.Embedded.DependencyInjection;

/// <summary>
/// Starts the engine before any other service of the host, so that a wrong configuration stops the start, and flushes its records when
/// all others have stopped, within the host's own time for shutting down.
/// </summary>
internal sealed class EngineLifetime(Func<TensorZeroEngine> engine) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _ = engine();
        return Task.CompletedTask;
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => engine().EndAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
