using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace TensorZero.Embedded.Cli.Hosting;

/// <summary>The first SIGTERM, SIGINT or SIGHUP stops the host in good order, the second ends the process at once.</summary>
internal sealed class SignalLifetime(
    IHostApplicationLifetime application, RequestsUnderWay requests, GatewaySettings settings, ILogger<SignalLifetime> logger) : IHostLifetime, IDisposable
{
    private static readonly (PosixSignal Signal, string Name, int Number)[] Signals =
        [(PosixSignal.SIGTERM, "SIGTERM", 15), (PosixSignal.SIGINT, "SIGINT", 2), (PosixSignal.SIGHUP, "SIGHUP", 1)];

    private PosixSignalRegistration[] _registrations = [];
    private int _received;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _registrations = [.. Signals.Select(signal => PosixSignalRegistration.Create(signal.Signal, context =>
        {
            context.Cancel = true;
            Receive(signal.Name, signal.Number);
        }))];
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => Array.ForEach(_registrations, registration => registration.Dispose());

    private void Receive(string name, int number)
    {
        if (Interlocked.Increment(ref _received) > 1)
        {
            Environment.Exit(128 + number);
        }

        HostLog.Stopping(logger, name, requests.Count, settings.ShutdownTimeout.TotalSeconds);
        application.StopApplication();
    }
}
