namespace TensorZero.Embedded;

/// <summary>
/// A condition on recorded inferences. The kinds are closed: <see cref="AndFilter"/>, <see cref="OrFilter"/>,
/// <see cref="NotFilter"/>, <see cref="FloatMetricFilter"/>, <see cref="BooleanMetricFilter"/>, <see cref="TagFilter"/>,
/// <see cref="TimeFilter"/> and <see cref="DemonstrationFilter"/>. A metric's value is the latest one given to the inference or to
/// its episode; a condition on a metric or tag that the inference does not have is false, and so its opposite is true.
/// </summary>
public abstract record InferenceFilter
{
    private protected InferenceFilter()
    {
    }
}
