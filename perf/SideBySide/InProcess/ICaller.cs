namespace TensorZero.Embedded.SideBySide.InProcess;

/// <summary>A way to ask the provider the <see cref="Question"/>, in this process.</summary>
internal interface ICaller
{
    /// <summary>Asks for a whole answer.</summary>
    Task<string> AskAsync();

    /// <summary>Reads a stream to its end.</summary>
    /// <returns>When its first content was there, in ticks of the stopwatch.</returns>
    Task<long> StreamAsync();

    /// <summary>Waits until nothing that the calls started is still running; part of the measured work.</summary>
    Task SettleAsync() => Task.CompletedTask;
}
