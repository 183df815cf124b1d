using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace TensorZero.Embedded.Cli.Hosting;

/// <summary>Log lines go to the standard output. What the web server itself logs is shown from warnings on: below, it quotes URLs.</summary>
internal static class HostLogging
{
    private const string Time = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static void Add(ILoggingBuilder logging, LogFormat format, bool debug)
    {
        logging.SetMinimumLevel(debug ? LogLevel.Debug : LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);

        // This one only says that requests begin and end, as the gateway does itself; a start that fails is reported by whoever started it.
        // With any of its levels on, every request is given an activity, which all that is awaited then carries along, and the HTTP client
        // makes another: a fifth of a request's processor time.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        if (format == LogFormat.Json)
        {
            logging.AddJsonConsole(console => Configure(console, Time));
            return;
        }

        logging.AddSimpleConsole(console =>
        {
            Configure(console, Time + " ");
            console.SingleLine = true;
        });
    }

    private static void Configure(ConsoleFormatterOptions console, string time) => (console.TimestampFormat, console.UseUtcTimestamp) = (time, true);
}
