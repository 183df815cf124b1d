namespace TensorZero.Embedded.Evaluations;

/// <summary>
/// What to evaluate on the locked part of a dataset: all of it, with nothing that would single out rows. Evaluators in C# see the answers,
/// since that is their work; keep them from keeping any. Immutable.
/// </summary>
public sealed class LockedEvaluationRequest
{
    /// <summary>The locked part.</summary>
    public required LockedDataset Dataset { get; init; }

    /// <summary>What the look is for; recorded with it.</summary>
    public required string Purpose { get; init; }

    /// <inheritdoc cref="EvaluationRequest.FunctionName"/>
    public string? FunctionName { get; init; }

    /// <inheritdoc cref="EvaluationRequest.EvaluationName"/>
    public string? EvaluationName { get; init; }

    /// <inheritdoc cref="EvaluationRequest.Variants"/>
    public required IReadOnlyList<EvaluationVariant> Variants { get; init; }

    /// <inheritdoc cref="EvaluationRequest.EvaluatorNames"/>
    public IReadOnlyList<string>? EvaluatorNames { get; init; }

    /// <inheritdoc cref="EvaluationRequest.Evaluators"/>
    public IReadOnlyList<IEvaluator> Evaluators { get; init; } = [];

    /// <inheritdoc cref="EvaluationRequest.Repeats"/>
    public int Repeats { get; init; } = 1;

    /// <inheritdoc cref="EvaluationRequest.MaxConcurrency"/>
    public int MaxConcurrency { get; init; } = 5;

    /// <inheritdoc cref="EvaluationRequest.Cache"/>
    public CacheMode Cache { get; init; }

    /// <inheritdoc cref="EvaluationRequest.Clusters"/>
    public EvaluationClusters Clusters { get; init; } = EvaluationClusters.ByDatapoint;

    /// <inheritdoc cref="EvaluationRequest.Tags"/>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <inheritdoc cref="EvaluationRequest.Credentials"/>
    public IReadOnlyDictionary<string, string> Credentials { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// A look that was cut short, by the id of its evaluation, to go on with: it counts once. Function, variants, evaluators and repeats must be
    /// the same. Null begins a new look. Default: null.
    /// </summary>
    public Guid? Resume { get; init; }

    /// <summary>Prints names only.</summary>
    public override string ToString() => $"{nameof(LockedEvaluationRequest)} {EvaluationName ?? FunctionName} on {Dataset.Name}";

    internal EvaluationRequest ToRequest() => new()
    {
        Dataset = Dataset.Rows,
        FunctionName = FunctionName,
        EvaluationName = EvaluationName,
        Variants = Variants,
        EvaluatorNames = EvaluatorNames,
        Evaluators = Evaluators,
        Repeats = Repeats,
        MaxConcurrency = MaxConcurrency,
        Cache = Cache,
        Clusters = Clusters,
        Tags = Tags,
        Credentials = Credentials,
        Resume = Resume,
        IsLocked = true,
    };
}
