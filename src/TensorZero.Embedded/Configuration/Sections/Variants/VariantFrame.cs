using TensorZero.Embedded.Configuration.Binding;

namespace TensorZero.Embedded.Configuration.Sections.Variants;

/// <summary>The keys that all types of variants share, on their way into the variant.</summary>
internal sealed record VariantFrame(TimeoutsConfig Timeouts, string? Namespace, double? Weight)
{
    public static VariantFrame Bind(TableReader table)
    {
        table.Deprecated("weight", "use `experimentation` of the function");
        return new VariantFrame(
            table.TableOrEmpty("timeouts", TimeoutsConfig.Bind), table.Text("namespace"), table.Number("weight", 0));
    }

    /// <summary>A judge's variant is chosen by <c>active</c>, not by weight.</summary>
    public static VariantFrame BindJudge(TableReader table) =>
        new(table.TableOrEmpty("timeouts", TimeoutsConfig.Bind), null, table.Boolean("active") switch { true => 1, false => 0, null => null });
}
