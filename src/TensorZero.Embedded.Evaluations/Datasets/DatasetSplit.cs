namespace TensorZero.Embedded.Evaluations;

/// <summary>A part of a dataset.</summary>
public enum DatasetSplit
{
    /// <summary>To learn from: examples, fine-tuning, prompts written by an optimizer.</summary>
    Train,

    /// <summary>To choose by: which prompt, which model, when to stop.</summary>
    Validation,

    /// <summary>To find out in the end how good the choice really is. Locked: see <see cref="LockedDataset"/>.</summary>
    Test,
}
