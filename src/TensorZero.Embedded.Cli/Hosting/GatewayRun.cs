using System.Net.Sockets;
using TensorZero.Embedded.Cli.Validation;

namespace TensorZero.Embedded.Cli.Hosting;

/// <summary>Runs the gateway to its end, and says on the way out why it did not start.</summary>
internal static class GatewayRun
{
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(GatewaySettings settings, TextWriter error)
    {
        try
        {
            var host = new GatewayHost(settings);
            await using (host.ConfigureAwait(false))
            {
                await host.StartAsync().ConfigureAwait(false);
                await host.RunAsync().ConfigureAwait(false);
                return ExitCode.Success;
            }
        }
        catch (ConfigurationException exception)
        {
            new ValidationResult(null, exception.Problems).Print(TextWriter.Null, error);
            return ExitCode.Refused;
        }
        catch (ObservabilityStoreException exception)
        {
            error.WriteLine(exception.Message);
            return ExitCode.CannotStart;
        }
        catch (TensorZeroException exception)
        {
            error.WriteLine(exception.Message);
            return ExitCode.Refused;
        }
        catch (Exception exception) when (exception is SocketException || exception.GetType() == typeof(IOException))
        {
            error.WriteLine($"The gateway cannot listen: {exception.Message}");
            return ExitCode.CannotStart;
        }
        catch (OperationCanceledException)
        {
            // A signal before the start was through: nothing is under way.
            return ExitCode.Success;
        }
    }
}
