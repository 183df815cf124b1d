using System.CommandLine;

namespace TensorZero.Embedded.Cli.Output;

/// <summary>Whether somebody is looking.</summary>
internal static class Terminal
{
    public static bool IsOutput(ParseResult parsed) =>
        ReferenceEquals(parsed.InvocationConfiguration.Output, Console.Out) && !Console.IsOutputRedirected;

    public static bool IsError(ParseResult parsed) =>
        ReferenceEquals(parsed.InvocationConfiguration.Error, Console.Error) && !Console.IsErrorRedirected;
}
