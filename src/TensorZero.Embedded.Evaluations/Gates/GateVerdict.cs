namespace TensorZero.Embedded.Evaluations;

/// <summary>What a gate says.</summary>
public enum GateVerdict
{
    /// <summary>It is shown, with the gate's confidence, that the variant does what is asked.</summary>
    Pass,

    /// <summary>It is shown, with the gate's confidence, that it does not.</summary>
    Fail,

    /// <summary>Neither is shown: there are too few datapoints for so small a difference, or too much is missing.</summary>
    Inconclusive,
}
