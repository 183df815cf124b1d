namespace TensorZero.Embedded.Evaluations;

/// <summary>What counts as nearly the same input.</summary>
public sealed record DuplicateOptions
{
    /// <summary>
    /// The share of their runs of words that two inputs have in common from which on they count as nearly the same, from 0.5 to 1. Default: 0.8.
    /// </summary>
    public double Threshold { get; init; } = 0.8;

    /// <summary>How many words make a run. Default: 3.</summary>
    public int WordsPerRun { get; init; } = 3;

    /// <summary>The most pairs to report; all are counted. Default: 1,000.</summary>
    public int MaxPairs { get; init; } = 1000;

    internal static DuplicateOptions Check(DuplicateOptions? options)
    {
        options ??= new DuplicateOptions();
        return options switch
        {
            { Threshold: not (>= 0.5 and <= 1) } =>
                throw new ArgumentOutOfRangeException(nameof(options), options.Threshold, "The threshold must lie between 0.5 and 1."),
            { WordsPerRun: < 1 } =>
                throw new ArgumentOutOfRangeException(nameof(options), options.WordsPerRun, "A run must have at least one word."),
            { MaxPairs: < 0 } =>
                throw new ArgumentOutOfRangeException(nameof(options), options.MaxPairs, "The most pairs must not be negative."),
            _ => options,
        };
    }
}
