namespace TensorZero.Embedded.Cli;

/// <summary>The entry.</summary>
internal static class Program
{
    private static int Main(string[] args) => TensorZeroCommand.Run(args);
}
