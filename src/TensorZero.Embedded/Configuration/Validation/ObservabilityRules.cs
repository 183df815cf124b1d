using TensorZero.Embedded.Configuration.Sections;

namespace TensorZero.Embedded.Configuration.Validation;

/// <summary>Rows are written in batches or one by one in the background, not both.</summary>
internal static class ObservabilityRules
{
    public static void Check(RootConfig root, ProblemList problems)
    {
        if (root.Gateway.Observability is { AsyncWrites: true, BatchWrites.Enabled: true } observability)
        {
            problems.ErrorInKey(observability.Origin, "batch_writes", "cannot be combined with `async_writes = true`", "set `async_writes = false`");
        }
    }
}
