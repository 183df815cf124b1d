namespace TensorZero.Embedded;

/// <summary>What statistics are split by.</summary>
public enum StatisticsGroup
{
    /// <summary>The function.</summary>
    Function,

    /// <summary>The variant.</summary>
    Variant,

    /// <summary>The model. Not for what counts inferences: one may call several.</summary>
    Model,

    /// <summary>The model's provider. Not for what counts inferences.</summary>
    Provider,
}
