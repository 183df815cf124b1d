using System.CommandLine;

namespace TensorZero.Embedded.Cli;

/// <summary><c>tensorzero version</c>.</summary>
internal static class VersionCommand
{
    public static Command Create()
    {
        var command = new Command("version", "Prints the version.");
        command.SetAction(parsed => parsed.InvocationConfiguration.Output.WriteLine(
            $"tensorzero {typeof(VersionCommand).Assembly.GetName().Version!.ToString(3)}"));
        return command;
    }
}
