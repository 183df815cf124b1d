using Microsoft.Extensions.Logging;

namespace TensorZero.Embedded.Cli.Tracing;

/// <summary>What is logged about the export of traces: never a header.</summary>
internal static partial class TraceLog
{
    [LoggerMessage(1, LogLevel.Information, "Traces go to {Collector}")]
    public static partial void Exporting(ILogger logger, OtlpSettings collector);

    [LoggerMessage(2, LogLevel.Warning, "Traces cannot be exported to {Collector}; spans are lost until they can")]
    public static partial void NotExported(ILogger logger, OtlpSettings collector);

    [LoggerMessage(3, LogLevel.Information, "Traces are exported to {Collector} again")]
    public static partial void ExportedAgain(ILogger logger, OtlpSettings collector);
}
