using TensorZero.Embedded.Configuration;

namespace TensorZero.Embedded.Engine;

/// <summary>
/// TensorZero's environment variables that this version cannot serve: none is passed over in silence. Their values may hold passwords and
/// are only looked at for being there.
/// </summary>
internal static class ServedVariables
{
    /// <summary>What they are for is not there, and nothing is recorded elsewhere because of it.</summary>
    public static IReadOnlyList<string> WithoutEffect { get; } =
    [
        "TENSORZERO_OVERRIDE_NON_REPLICATED_CLICKHOUSE",
        "TENSORZERO_VALKEY_URL",
        "TENSORZERO_VALKEY_CACHE_URL",
        "TENSORZERO_AUTOPILOT_API_KEY",
        "TENSORZERO_AUTOPILOT_BASE_URL",
        "TENSORZERO_AUTOPILOT_QUEUE_NAME",
    ];

    /// <param name="environment">Reads environment variables.</param>
    /// <param name="problems">Gets what is set.</param>
    public static void Check(Func<string, string?> environment, ProblemList problems)
    {
        foreach (var name in WithoutEffect.Where(IsSet))
        {
            problems.Warning(null, "", $"the environment variable {name} has no effect in this version");
        }

        bool IsSet(string name) => !string.IsNullOrWhiteSpace(environment(name));
    }
}
