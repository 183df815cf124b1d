using System.CommandLine;
using System.CommandLine.Parsing;
using TensorZero.Embedded.Cli.Output;

namespace TensorZero.Embedded.Cli.Keys;

/// <summary><c>tensorzero keys create</c>: prints the new key and nothing else, this once.</summary>
internal static class CreateKeyCommand
{
    public static Command Create(KeyDatabase database)
    {
        var description = new Option<string>("--description") { Description = "What the key is for.", HelpName = "TEXT" };
        var expiration = new Option<DateTimeOffset?>("--expiration")
        {
            Description = "From when on the key is refused, such as 2030-01-31T12:00:00Z. Default: never.",
            HelpName = "RFC3339",
            CustomParser = ParseTime,
        };
        var command = new Command("create", "Makes a key and prints it. It cannot be shown again.") { description, expiration };
        command.SetAction((parsed, cancellationToken) => database.RunAsync(parsed, create: true, async keys =>
        {
            var key = await keys.CreateAsync(parsed.GetValue(description), parsed.GetValue(expiration), cancellationToken).ConfigureAwait(false);
            parsed.InvocationConfiguration.Output.WriteLine(key);
            return ExitCode.Success;
        }));
        return command;
    }

    private static DateTimeOffset? ParseTime(ArgumentResult argument)
    {
        var time = Moment.Parse(argument);
        if (time <= TimeProvider.System.GetUtcNow())
        {
            argument.AddError($"`{argument.Tokens[0].Value}` is not in the future.");
        }

        return time;
    }
}
