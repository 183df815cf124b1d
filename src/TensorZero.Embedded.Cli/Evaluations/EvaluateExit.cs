using TensorZero.Embedded.Evaluations;

namespace TensorZero.Embedded.Cli.Evaluations;

/// <summary>How <c>tensorzero evaluate</c> ends: with what its gates say. Other commands have <see cref="ExitCode"/>.</summary>
internal static class EvaluateExit
{
    /// <summary>Every gate passes, or none was set.</summary>
    public const int Pass = 0;

    /// <summary>A gate or a cutoff fails.</summary>
    public const int Fail = 1;

    /// <summary>No gate fails, but one shows neither, or the evaluation was cut short.</summary>
    public const int Inconclusive = 2;

    /// <summary>It could not be run as asked, or broke off.</summary>
    public const int Error = 3;

    public static int Of(IReadOnlyCollection<GateResult> gates) =>
        gates.Any(static gate => gate.Verdict == GateVerdict.Fail) ? Fail
        : gates.Any(static gate => gate.Verdict == GateVerdict.Inconclusive) ? Inconclusive
        : Pass;
}
