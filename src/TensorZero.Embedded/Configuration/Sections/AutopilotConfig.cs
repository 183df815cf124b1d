using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections;

/// <summary>Settings of a hosted product, known so that configurations load; without effect here.</summary>
internal sealed record AutopilotConfig : ConfigSection
{
    /// <summary>The tools that Autopilot may use unasked.</summary>
    public IReadOnlyList<string>? ToolWhitelist { get; init; }

    public static AutopilotConfig Bind(TableReader table) =>
        new() { Origin = table.Origin, ToolWhitelist = table.Texts("tool_whitelist") };
}
