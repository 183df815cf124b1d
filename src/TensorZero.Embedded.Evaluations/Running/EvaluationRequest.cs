namespace TensorZero.Embedded.Evaluations;

/// <summary>What to evaluate. Immutable.</summary>
public sealed class EvaluationRequest
{
    /// <summary>The datapoints.</summary>
    public required EvaluationDataset Dataset { get; init; }

    /// <summary>The function. Exactly one of this and <see cref="EvaluationName"/> is set.</summary>
    public string? FunctionName { get; init; }

    /// <summary>An evaluation in the configuration's deprecated <c>[evaluations]</c>, which names function and evaluators.</summary>
    public string? EvaluationName { get; init; }

    /// <summary>The variants, each of which answers to every datapoint. At least one, with different names.</summary>
    public required IReadOnlyList<EvaluationVariant> Variants { get; init; }

    /// <summary>The configured evaluators to run, by name; null for all that the function or evaluation has. Default: null.</summary>
    public IReadOnlyList<string>? EvaluatorNames { get; init; }

    /// <summary>Evaluators in C#. One of the name of a configured TypeScript evaluator stands in for it. Default: empty.</summary>
    public IReadOnlyList<IEvaluator> Evaluators { get; init; } = [];

    /// <summary>
    /// How many answers each variant gives to each datapoint. With more than one they are always fresh, whatever <see cref="Cache"/> says,
    /// and statistics count them as one cluster. Default: 1.
    /// </summary>
    public int Repeats { get; init; } = 1;

    /// <summary>The most answers under way at a time, their judgements included. Default: 5, as over TensorZero's HTTP.</summary>
    public int MaxConcurrency { get; init; } = 5;

    /// <summary>The most datapoints to go through, the first ones; null for all. Not for datapoints given by id. Default: null.</summary>
    public int? MaxDatapoints { get; init; }

    /// <summary>How answers and judgements use the inference cache. Default: <see cref="CacheMode.Off"/>; TensorZero's is on.</summary>
    public CacheMode Cache { get; init; }

    /// <summary>
    /// TensorZero's rule: an evaluator stops once at least 20 datapoints are done and half of its 95 % interval is at most this, for every
    /// variant; when all have stopped, the evaluation does. By evaluator. Default: empty.
    /// </summary>
    public IReadOnlyDictionary<string, double> Precision { get; init; } = new Dictionary<string, double>();

    /// <summary>
    /// Gates that stop the evaluation as soon as all of them are decided. They are judged by confidence sequences, which may be looked at
    /// after every score, so stopping early does not cheat. The price is a wider interval. Scores must lie within <see cref="ScoreRange"/>.
    /// Other gates show nothing of an evaluation that was stopped like this. Gates with <see cref="Gate.PerSlice"/>, cutoffs, and
    /// <see cref="Clusters"/> other than by datapoint are not for this. Default: empty.
    /// </summary>
    public IReadOnlyList<Gate> StopWhenDecided { get; init; } = [];

    /// <summary>The variant that <see cref="StopWhenDecided"/> is about; null for the only one that is no baseline. Default: null.</summary>
    public string? DecidedVariant { get; init; }

    /// <summary>The least and the greatest score of number evaluators in <see cref="StopWhenDecided"/>. Default: 0 and 1.</summary>
    public (double Minimum, double Maximum) ScoreRange { get; init; } = (0, 1);

    /// <summary>How to part the datapoints in reports and gates. Default: empty.</summary>
    public IReadOnlyList<Slice> Slices { get; init; } = [];

    /// <summary>Which answers statistics take for related. Default: repeats of a datapoint.</summary>
    public EvaluationClusters Clusters { get; init; } = EvaluationClusters.ByDatapoint;

    /// <summary>Tags for every inference and score of the evaluation. Keys must not begin with <c>tensorzero::</c>. Default: empty.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Credentials for the models, as <see cref="InferenceRequest.Credentials"/>. Never recorded. Default: empty.</summary>
    public IReadOnlyDictionary<string, string> Credentials { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// An evaluation that was cut short, by its id, to go on with: what is on record is not done again, what failed is. Dataset, function,
    /// variants and repeats must be the same. Null starts a new one. Default: null.
    /// </summary>
    public Guid? Resume { get; init; }

    /// <summary>Whether the dataset is the locked part of one.</summary>
    internal bool IsLocked { get; init; }

    /// <summary>Prints names only.</summary>
    public override string ToString() => $"{nameof(EvaluationRequest)} {EvaluationName ?? FunctionName} on {Dataset.Name}";
}
