namespace TensorZero.Embedded.Cli.Hosting;

/// <summary>How log lines look.</summary>
internal enum LogFormat
{
    /// <summary>For people.</summary>
    Pretty,

    /// <summary>One JSON object a line.</summary>
    Json,
}
