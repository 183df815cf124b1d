using TensorZero.Embedded.Configuration.Sections;

namespace TensorZero.Embedded.Configuration.Validation;

/// <summary>Rows are written in batches or one by one in the background, not both. What bounds memory bounds no journal.</summary>
internal static class ObservabilityRules
{
    public static void Check(RootConfig root, ProblemList problems)
    {
        if (root.Gateway.Observability is { AsyncWrites: true, BatchWrites.Enabled: true } observability)
        {
            problems.ErrorInKey(observability.Origin, "batch_writes", "cannot be combined with `async_writes = true`", "set `async_writes = false`");
        }

        if (root is { Embedded.Journal.Enabled: true, Gateway.Observability.BatchWrites: { Enabled: true, WriteQueueCapacity: not null } batches })
        {
            problems.Warning(
                batches.Origin.PositionOf("write_queue_capacity"),
                ConfigurationPath.Append(batches.Origin.Path, "write_queue_capacity"),
                "is without effect, because records wait on disk and not in memory",
                "bound them with `embedded.journal.max_bytes` and `embedded.journal.when_full`");
        }
    }
}
