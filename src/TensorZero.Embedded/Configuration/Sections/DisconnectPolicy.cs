using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections;

/// <summary>What becomes of a stream whose reader has gone.</summary>
/// <param name="DrainFor">How long it is read to its end: zero cancels at once, null has no limit of its own.</param>
internal sealed record DisconnectPolicy(TimeSpan? DrainFor)
{
    public static DisconnectPolicy Cancel { get; } = new(TimeSpan.Zero);

    public static DisconnectPolicy Drain { get; } = new((TimeSpan?)null);

    /// <summary>Binds the key <c>disconnect</c>: "cancel", "drain" or <c>{ drain_up_to_ms = N }</c>; null when it is missing.</summary>
    public static DisconnectPolicy? Bind(TableReader table)
    {
        const string key = "disconnect";
        if (table.Node(key) is TableNode)
        {
            return table.Table(key, drain =>
            {
                if (!drain.Has("drain_up_to_ms"))
                {
                    drain.Missing("drain_up_to_ms");
                }

                return new DisconnectPolicy(drain.Milliseconds("drain_up_to_ms") ?? TimeSpan.Zero);
            });
        }

        return table.Word(key, ("cancel", false), ("drain", true)) switch
        {
            null => null,
            true => Drain,
            false => Cancel,
        };
    }
}
