using System.CommandLine;
using TensorZero.Embedded.Cli.Output;

namespace TensorZero.Embedded.Cli.Keys;

/// <summary><c>tensorzero keys disable</c>: for good.</summary>
internal static class DisableKeyCommand
{
    public static Command Create(KeyDatabase database)
    {
        var publicId = new Argument<string>("PUBLIC_ID") { Description = "The 12 letters and digits after sk-t0-." };
        var command = new Command("disable", "Disables a key for good. Gateways that are running refuse it within gateway.auth.cache.ttl_ms.")
        {
            publicId,
        };
        command.SetAction((parsed, cancellationToken) => database.RunAsync(parsed, create: false, async keys =>
        {
            var key = await keys.DisableAsync(parsed.GetRequiredValue(publicId), cancellationToken).ConfigureAwait(false);
            var console = parsed.InvocationConfiguration;
            if (key is null)
            {
                // It is not repeated: it may be a whole key.
                console.Error.WriteLine("There is no key with this public id; `tensorzero keys list` shows them all.");
                return ExitCode.Refused;
            }

            console.Output.WriteLine($"Disabled: {key.PublicId}, {Moment.Show(key.DisabledAt)}");
            return ExitCode.Success;
        }));
        return command;
    }
}
