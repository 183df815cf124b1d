namespace TensorZero.Embedded.Evaluations;

/// <summary>A budget of looks that was raised.</summary>
/// <param name="Budget">To how many.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
public sealed record LookBudgetRaise(int Budget, string Reason, DateTimeOffset At);
