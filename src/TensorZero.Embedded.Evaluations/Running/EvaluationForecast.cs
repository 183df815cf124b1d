namespace TensorZero.Embedded.Evaluations;

/// <summary>What an evaluation takes and what its gates can show, told before anything is called.</summary>
/// <param name="DatapointCount">How many datapoints it goes through.</param>
/// <param name="AnswerCount">How many answers are asked for, over all variants and repeats.</param>
/// <param name="JudgementCount">How many judgements are asked for at most.</param>
/// <param name="Gates">What each gate can show.</param>
public sealed record EvaluationForecast(int DatapointCount, int AnswerCount, int JudgementCount, IReadOnlyList<GateForecast> Gates);
