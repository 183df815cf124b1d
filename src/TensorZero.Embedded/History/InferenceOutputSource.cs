namespace TensorZero.Embedded;

/// <summary>Which output of a recorded inference is handed out.</summary>
public enum InferenceOutputSource
{
    /// <summary>What the model answered.</summary>
    Inference,

    /// <summary>
    /// The latest demonstration; what the model answered becomes <see cref="StoredInference.DispreferredOutputs"/>. Inferences without
    /// a demonstration are left out.
    /// </summary>
    Demonstration,

    /// <summary>No output.</summary>
    None,
}
