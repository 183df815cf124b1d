using System.CommandLine;
using TensorZero.Embedded.Cli;

namespace TensorZero.Embedded.Tests.Cli;

/// <summary>Runs the command <c>tensorzero</c> in this process.</summary>
internal static class CommandLine
{
    public static (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var exitCode = TensorZeroCommand.Run(arguments, new InvocationConfiguration { Output = output, Error = error });
        return (exitCode, output.ToString(), error.ToString());
    }
}
