using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace TensorZero.Embedded.Tests;

/// <summary>Keeps every line of every logger, whatever its level, with its arguments and exception.</summary>
internal sealed class CollectingLoggers : ILoggerFactory
{
    public ConcurrentQueue<(LogLevel Level, string Text)> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => new Logger(this);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    private sealed class Logger(CollectingLoggers owner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var arguments = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(", ", pairs) : $"{state}";
            owner.Lines.Enqueue((logLevel, $"{formatter(state, exception)} ({arguments}) {exception}"));
        }
    }
}
