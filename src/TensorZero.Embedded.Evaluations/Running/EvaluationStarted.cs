namespace TensorZero.Embedded.Evaluations;

/// <summary>The evaluation can begin: everything that was asked for exists.</summary>
/// <param name="EvaluationId">By which it can be resumed: the id of its first run.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="DatasetName">The dataset.</param>
/// <param name="DatapointCount">How many datapoints it goes through.</param>
/// <param name="Repeats">How many answers to each datapoint each variant gives.</param>
/// <param name="RunIds">The runs' ids by variant.</param>
/// <param name="Evaluators">The evaluators.</param>
/// <param name="DoneCount">How many answers are on record already with all their scores; 0 unless it was resumed.</param>
public sealed record EvaluationStarted(
    Guid EvaluationId,
    string Name,
    string DatasetName,
    int DatapointCount,
    int Repeats,
    IReadOnlyDictionary<string, Guid> RunIds,
    IReadOnlyList<EvaluatorInfo> Evaluators,
    int DoneCount) : EvaluationUpdate;
