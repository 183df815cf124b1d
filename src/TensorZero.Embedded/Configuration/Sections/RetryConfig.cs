using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections;

/// <summary>How often a failed call is made again.</summary>
/// <param name="NumRetries">How many more times.</param>
/// <param name="MaxDelay">The longest pause between two calls; pauses double.</param>
internal sealed record RetryConfig(int NumRetries, TimeSpan MaxDelay)
{
    private const double OneDayInSeconds = 86_400;

    public static RetryConfig None { get; } = new(0, TimeSpan.FromSeconds(10));

    public static RetryConfig Bind(TableReader table) =>
        new(table.Int("num_retries") ?? None.NumRetries, table.Seconds("max_delay_s", max: OneDayInSeconds) ?? None.MaxDelay);
}
