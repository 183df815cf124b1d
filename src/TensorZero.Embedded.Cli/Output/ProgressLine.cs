using Spectre.Console;

namespace TensorZero.Embedded.Cli.Output;

/// <summary>Shows on a terminal how far a long command is; elsewhere nothing.</summary>
internal static class ProgressLine
{
    /// <param name="error">The standard error: the standard output may be what the command writes.</param>
    /// <param name="isTerminal">Whether it is a terminal.</param>
    /// <param name="what">What is done.</param>
    /// <param name="total">How much there is.</param>
    /// <param name="run">Does it, and tells how much is done.</param>
    public static Task<T> RunAsync<T>(TextWriter error, bool isTerminal, string what, long total, Func<IProgress<long>, Task<T>> run)
    {
        if (!isTerminal)
        {
            return run(new Nothing());
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        return console.Progress().StartAsync(context => run(new Bar(context.AddTask(Markup.Escape(what), maxValue: Math.Max(1, total)))));
    }

    private sealed class Nothing : IProgress<long>
    {
        public void Report(long value)
        {
        }
    }

    private sealed class Bar(ProgressTask task) : IProgress<long>
    {
        public void Report(long value) => task.Value = value;
    }
}
